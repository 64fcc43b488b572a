package dev.aftlab.activities.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A file of AQuA-RAT in either layout, without the questions of other files. */
final class AquaSource implements QuestionSource {
  private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final QuestionFile file;
  private final List<QuestionFile> without;

  AquaSource(QuestionFile file, List<QuestionFile> without) {
    this.file = file;
    this.without = List.copyOf(without);
  }

  @Override
  public void each(Consumer<Placed> taker) {
    Set<String> unwanted = new HashSet<>();
    without.forEach(other -> lines(other).each(placed -> unwanted.add(essence(placed.question()))));
    lines(file).each(
        placed -> {
          if (!unwanted.contains(essence(placed.question()))) {
            taker.accept(placed);
          }
        });
  }

  private static QuestionSource lines(QuestionFile file) {
    return file.isJson() ? new JsonSource(file, new AquaLine()) : new LineSource(file, new FlanAquaLine());
  }

  /** The letters and digits of a question's text: repeated questions differ in blanks, signs and options. */
  private static String essence(Question question) {
    return NOT_WORDS.matcher(question.text().toLowerCase(Locale.ROOT)).replaceAll("");
  }

  @Override
  public String digest() {
    return Digests.of(file, "without", without);
  }
}
