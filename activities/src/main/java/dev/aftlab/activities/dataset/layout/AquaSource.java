package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.FileSetDigest;
import dev.aftlab.activities.dataset.text.LocatedQuestion;
import dev.aftlab.activities.dataset.text.TextLines;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A file of AQuA-RAT in either layout, without the questions of other files. */
public final class AquaSource implements QuestionSource {
  private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final TextLines file;
  private final List<TextLines> without;

  public AquaSource(TextLines file, List<TextLines> without) {
    this.file = file;
    this.without = List.copyOf(without);
  }

  @Override
  public void each(Consumer<LocatedQuestion> taker) {
    Set<String> unwanted = new HashSet<>();
    without.forEach(other -> lines(other).each(placed -> unwanted.add(essence(placed.question()))));
    lines(file)
        .each(
            placed -> {
              if (!unwanted.contains(essence(placed.question()))) {
                taker.accept(placed);
              }
            });
  }

  private static QuestionSource lines(TextLines file) {
    return file.isJson()
        ? new JsonSource(file, new AquaLine())
        : new LineSource(file, new FlanAquaLine());
  }

  /**
   * The letters and digits of a question's text: repeated questions differ in blanks, signs and
   * options.
   */
  private static String essence(Question question) {
    return NOT_WORDS.matcher(question.text().toLowerCase(Locale.ROOT)).replaceAll("");
  }

  @Override
  public String digest() {
    return FileSetDigest.of(file, "without", without);
  }
}
