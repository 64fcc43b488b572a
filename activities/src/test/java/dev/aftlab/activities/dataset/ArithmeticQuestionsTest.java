package dev.aftlab.activities.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.DatasetSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ArithmeticQuestionsTest {
  private static final Pattern STEP = Pattern.compile("([0-9]+) ([+*-]) ([0-9]+) = ([0-9]+)");
  private static final Pattern TOKEN = Pattern.compile("####|[0-9]|[A-Za-z]+|[^\\sA-Za-z0-9]");

  private static List<Question> draw(String split, int count, long seed) {
    return new ArithmeticQuestions(new DatasetSpec.Arithmetic(split, count, 2, 4, 0), seed).draw();
  }

  private static long tokens(String text) {
    return TOKEN.matcher(text).results().count();
  }

  @Test
  void references_reEvaluated_areRightAtEveryStep() {
    for (Question question : draw("train", 2000, 1)) {
      Matcher step = STEP.matcher(question.reference());
      while (step.find()) {
        int a = Integer.parseInt(step.group(1));
        int b = Integer.parseInt(step.group(3));
        int c = step.group(2).equals("+") ? a + b : step.group(2).equals("-") ? a - b : a * b;
        assertEquals(Integer.parseInt(step.group(4)), c, question.reference());
        assertTrue(c >= 0 && c <= 99, question.reference());
      }
      assertTrue(question.reference().endsWith("#### " + question.gold()), question.reference());
    }
  }

  @Test
  void splits_ofSeveralSeeds_shareNoQuestion() {
    Set<String> train = new HashSet<>();
    Set<String> test = new HashSet<>();
    for (long seed = 20; seed < 25; seed++) {
      draw("train", 1000, seed).forEach(question -> train.add(question.text()));
      draw("test", 1000, seed).forEach(question -> test.add(question.text()));
    }
    assertTrue(train.stream().noneMatch(test::contains));
  }

  @Test
  void smallerSet_drawn_isTheBeginningOfALargerOne() {
    assertEquals(draw("train", 50, 3), draw("train", 100, 3).subList(0, 50));
  }

  @Test
  void lengths_counted_areThoseOfTheDescription() {
    List<Question> questions = draw("train", 4000, 7);
    double question = questions.stream().mapToLong(q -> tokens(q.text()) + 1).average().orElseThrow();
    double chain = questions.stream().mapToLong(q -> tokens(q.reference()) + 1).average().orElseThrow();
    // The description says 36 and 38 tokens on average and 85 at most; the standard error over 4,000 questions is about .15.
    assertEquals(36, question, 1);
    assertEquals(38, chain, 1.5);
    assertTrue(questions.stream().mapToLong(q -> tokens(q.reference()) + 1).max().orElseThrow() <= 85);
  }

  @Test
  void heldOutWording_asked_isUsedByEveryEvent() {
    List<Question> questions = new ArithmeticQuestions(new DatasetSpec.Arithmetic("test", 200, 2, 4, 1), 5).draw();
    assertTrue(questions.stream().allMatch(q -> q.text().contains(" wins ") || q.text().contains(" drops ")));
    assertTrue(questions.stream().noneMatch(q -> q.text().matches(".* (buys|finds|gets|loses|sells|gives) .*")));
  }
}
