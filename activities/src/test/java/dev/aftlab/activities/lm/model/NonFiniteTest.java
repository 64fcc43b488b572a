package dev.aftlab.activities.lm.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NonFiniteTest {
  private static final int[] SINGLES = {
    0x7f800000,
    0xff800000,
    0x7fc00000,
    0xffffffff,
    0x7f800001,
    0x7f7fffff,
    0xff7fffff,
    0,
    0x80000000,
    0x00800000,
    0x3f800000,
    0x007fffff,
    0x7f000000
  };

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Every number of 16 bits, alone (in the rest after the last word) and in each place of a word.
   */
  @Test
  void first_everyHalfAndEveryBrainFloat_isFoundExactlyWhenItIsNotFinite() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      short number = (short) bits;
      check(NonFinite.F16, number, Float.isFinite(Float.float16ToFloat(number)));
      check(NonFinite.BF16, number, Float.isFinite(Float.intBitsToFloat(bits << 16)));
    }
  }

  private static void check(NonFinite type, short number, boolean finite) {
    assertEquals(
        finite ? -1 : 0, type.first(bytes(2).putShort(0, number)), () -> type + " " + number);
    for (int place = 0; place < 4; place++) {
      ByteBuffer word = bytes(8);
      for (int i = 0; i < 4; i++) {
        word.putShort(2 * i, (short) 0x0001);
      }
      int at = place;
      assertEquals(
          finite ? -1 : place,
          type.first(word.putShort(2 * place, number)),
          () -> type + " " + number + " at " + at);
    }
  }

  @Test
  void first_singles_areFoundExactlyWhenTheyAreNotFinite() {
    for (int bits : SINGLES) {
      boolean finite = Float.isFinite(Float.intBitsToFloat(bits));
      for (int place = 0; place < 3; place++) {
        ByteBuffer three =
            bytes(12)
                .putInt(0, 0x7f7fffff)
                .putInt(4, 0x7f7fffff)
                .putInt(8, 0xff7fffff)
                .putInt(4 * place, bits);
        assertEquals(
            finite ? -1 : place,
            NonFinite.F32.first(three),
            Integer.toHexString(bits) + " at " + place);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(NonFinite.class)
  void first_ofNothing_isNone(NonFinite type) {
    assertEquals(-1, type.first(bytes(0)));
  }
}
