package dev.aftlab.experiments.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    1e-6,
    1e-7,
    1e20,
    1e21,
    1e22,
    5e-324,
    Double.MAX_VALUE,
    1.0 / 3,
    2e-5,
    333333333.3333333,
    9007199254740993.0,
    123456789012345680000.0
  };

  @Test
  void of_exampleOfTheStandard_isItsCanonicalForm() throws IOException {
    // RFC 8785, section 3.2.2 and 3.2.3.
    String text =
        "{\"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],"
            + " \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
            + " \"literals\": [null, true, false]}";
    String canonical =
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\n"
            + "A'B\\\"\\\\\\\\\\\"/\"}";
    assertEquals(canonical, CanonicalJson.of(Json.mapper().readTree(text)));
  }

  @Test
  void of_randomTrees_equalsTheLibrarysResultOfTheirText() throws IOException {
    Random random = new Random(8785);
    for (int i = 0; i < 3_000; i++) {
      JsonNode tree = object(random, 3);
      assertEquals(
          new JsonCanonicalizer(Json.write(tree)).getEncodedString(), CanonicalJson.of(tree));
    }
  }

  @Test
  void of_numberThatIsNotFinite_isRefused() {
    assertThrows(IOException.class, () -> CanonicalJson.of(NODES.arrayNode().add(Double.NaN)));
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode node = NODES.objectNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      node.set(text(random), value(random, depth));
    }
    return node;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0 -> NODES.numberNode(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 1 ->
          NODES.numberNode(Double.longBitsToDouble(random.nextLong() & 0x7fe_fffff_ffff_ffffL));
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> NODES.numberNode(random.nextInt());
      case 4 -> random.nextBoolean() ? NODES.nullNode() : NODES.booleanNode(random.nextBoolean());
      case 5 -> NODES.textNode(text(random));
      case 6 -> object(random, depth - 1);
      default -> array(random, depth);
    };
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(random, depth - 1));
    }
    return array;
  }

  private static String text(Random random) {
    int[] points = random.ints(random.nextInt(8), 0, 5).map(kind -> point(random, kind)).toArray();
    return new String(points, 0, points.length);
  }

  private static int point(Random random, int kind) {
    return switch (kind) {
      case 0 -> random.nextInt(0x20);
      case 1 -> "\"\\/\u007f\u2028é€".codePointAt(random.nextInt(7));
      case 2 -> 0x1f600 + random.nextInt(40);
      case 3 -> 0xe000 + random.nextInt(0x1fff);
      default -> 'a' + random.nextInt(26);
    };
  }
}
