package dev.aftlab.activities.lm.model;

import java.nio.ByteBuffer;

/**
 * Finds numbers that are not finite in the bytes of a tensor, eight bytes at a time.
 *
 * <p>A number is infinite or NaN when all bits of its exponent are set. With those bits alone left
 * of it, the addition of the exponent's lowest bit then carries into the sign's place, which is
 * clear, and into nothing beyond it: so the numbers of one word do not disturb each other.
 */
enum NonFinite {
  F32(4, 0x7f800000_7f800000L, 0x00800000_00800000L, 0x80000000_80000000L),
  F16(2, 0x7c00_7c00_7c00_7c00L, 0x0400_0400_0400_0400L, 0x8000_8000_8000_8000L),
  BF16(2, 0x7f80_7f80_7f80_7f80L, 0x0080_0080_0080_0080L, 0x8000_8000_8000_8000L);

  private final int width;
  private final long exponents;
  private final long lowest;
  private final long signs;

  NonFinite(int width, long exponents, long lowest, long signs) {
    this.width = width;
    this.exponents = exponents;
    this.lowest = lowest;
    this.signs = signs;
  }

  /**
   * The index of the first number that is not finite, or −1.
   *
   * @param bytes little-endian numbers from its position 0 to its limit
   */
  int first(ByteBuffer bytes) {
    int words = bytes.limit() / Long.BYTES;
    for (int i = 0; i < words; i++) {
      long found = carried(bytes.getLong(i * Long.BYTES));
      if (found != 0) {
        return (i * Long.BYTES + Long.numberOfTrailingZeros(found) / Byte.SIZE) / width;
      }
    }
    for (int at = words * Long.BYTES; at < bytes.limit(); at += width) {
      long one =
          width == Float.BYTES ? bytes.getInt(at) & 0xffff_ffffL : bytes.getShort(at) & 0xffffL;
      if (carried(one) != 0) {
        return at / width;
      }
    }
    return -1;
  }

  private long carried(long word) {
    return ((word & exponents) + lowest) & signs;
  }
}
