package dev.aftlab.activities.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.reader.DataFolder;
import dev.aftlab.activities.lm.SharedData;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Public data in the layouts of the Hugging Face hub and in those of its publishers, on lines
 * written for the purpose.
 */
final class HubLayoutsTest {
  @TempDir private Path temporary;
  private DataFolder folder;

  @BeforeEach
  void folder() {
    folder = new DataFolder(temporary);
  }

  private String read(String type, String line) throws IOException {
    folder.write("q.jsonl", line);
    Question question = folder.read("{type: " + type + ", file: q.jsonl}").getFirst();
    return question.id()
        + " | "
        + question.gold()
        + " | "
        + question.asked().replace("\nOptions:\n", " ").replace("\n", " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          arc           ; {"id":"a","question":"Q?","choices":{"text":["v","w","x","y","z"],"label":["A","B","C","D","E"]},"answerKey":"E"} ; a | E | Q? (A) v (B) w (C) x (D) y (E) z
          arc           ; {"id":"a","question":"Q?","choices":{"text":["w","x","y"],"label":["1","2","3"]},"answerKey":"3"}                  ; a | C | Q? (A) w (B) x (C) y
          arc           ; {"id":"a","question":{"stem":"Q?","choices":[{"text":"x","label":"A"},{"text":"y","label":"B"}]},"answerKey":"B"}  ; a | B | Q? (A) x (B) y
          arc           ; {"question":"Q?","choices":{"text":["x","y"],"label":["A","B"]},"answerKey":"A"}                                   ; arc-0 | A | Q? (A) x (B) y
          openbookqa    ; {"id":"7-9","question_stem":"The sun","choices":{"text":["x","y"],"label":["A","B"]},"answerKey":"B"}              ; 7-9 | B | The sun (A) x (B) y
          openbookqa    ; {"id":"7","question_stem":"S","choices":{"text":["x","y"],"label":["A","B"]},"answerKey":"A","fact1":"f","humanScore":1.0,"clarity":2.0,"turkIdAnonymized":"b"} ; 7 | A | S (A) x (B) y
          openbookqa    ; {"id":"7","question":{"stem":"S","choices":[{"text":"x","label":"A"},{"text":"y","label":"B"}]},"answerKey":"A"}   ; 7 | A | S (A) x (B) y
          commonsenseqa ; {"id":"c","question":"Q?","question_concept":"k","choices":{"label":["A","B"],"text":["x","y"]},"answerKey":"A"}   ; c | A | Q? (A) x (B) y
          mmlu          ; {"question":"Q?","subject":"law","choices":["w","x","y","z"],"answer":3}                                           ; mmlu-law-0 | D | Q? (A) w (B) x (C) y (D) z
          mmlu          ; {"question":"Q?","choices":["w","x"],"answer":"B"}                                                                 ; mmlu-all-0 | B | Q? (A) w (B) x
          mmlu          ; {"question_id":7,"question":"Q?","options":["a","b","c","d","e","f","g","h","i","j"],"answer":"I","answer_index":8,"cot_content":"","category":"law","src":"s"} ; mmlu-law-0 | I | Q? (A) a (B) b (C) c (D) d (E) e (F) f (G) g (H) h (I) i (J) j
          jsonl         ; {"question_id":7,"question":"Q?","options":["a","b","c"],"answer":"B","answer_index":1,"category":"law"}           ; line-1 | B | Q? (A) a (B) b (C) c
          jsonl         ; {"question":"Q?","choices":["x","y"],"answer":"B"}                                                                 ; line-1 | B | Q? (A) x (B) y
          jsonl         ; {"question":"Q?","choices":[{"label":"1","text":"x"},{"label":"2","text":"y"}],"answer":2}                         ; line-1 | B | Q? (A) x (B) y
          jsonl         ; {"question":"Q?","choices":{"A":"x","B":"y"},"answer":"B"}                                                         ; line-1 | B | Q? (A) x (B) y
          jsonl         ; {"question":"Q?","choices":[],"answer":2}                                                                          ; line-1 | 2 | Q?
          math          ; {"problem":"P","level":"Level 5","type":"Algebra","solution":"So $\\\\boxed{\\\\frac{1}{\\\\{2\\\\}}}$."}          ; math-0 | \\frac{1}{\\{2\\}} | P
          math          ; {"problem":"P","solution":"So $x = \\\\boxed 7$."}                                                                 ; math-0 | 7 | P
          math          ; {"problem":"P","answer":1200}                                                                                      ; math-0 | 1200 | P
          svamp         ; {"ID":"c","Body":"B","Question":"Q?","Equation":"e","Answer":"145.0","Type":"Addition"}                            ; c | 145 | B, Q?
          gsm8k         ; [{"question":"Q?","answer":"so\\n#### 3"}]                                                                         ; gsm8k-0 | 3 | Q?
          """)
  void publicLayout_isReadAsMeant(String type, String line, String expected) throws IOException {
    assertEquals(expected.replace("\\\\", "\\"), read(type, line.replace("\\\\\\\\", "\\\\")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          commonsenseqa ; {"id":"c","question":"Q?","choices":{"label":["A","B"],"text":["x","y"]},"answerKey":""}  ; the field 'answerKey' is empty, as in test splits whose answers are not published; take a split with answers, such as validation
          commonsenseqa ; {"id":"c","question":{"stem":"Q?","choices":[{"text":"x","label":"A"},{"text":"y","label":"B"}]}} ; the field 'answerKey' is missing, as in test splits
          arc           ; {"id":"a","question":"Q?","choices":{"text":["x","y"],"label":["A","B"]},"answerKey":"2"} ; the field 'answerKey' is '2', which is no label in 'choices'; it must be one of A, B
          arc           ; {"id":"a","question":"Q?","choices":{"text":["x","y"],"label":["A"]},"answerKey":"A"}     ; the field 'choices' has 2 texts, but 1 labels
          arc           ; {"id":"a","question":"Q?","choices":{"text":["x","y"],"label":["B","A"]},"answerKey":"A"} ; the labels in 'choices' are B, A; they must be A, B, C and so on, or 1, 2, 3 and so on, in this order
          arc           ; {"id":"a","question":"Q?","choices":{"text":["x","y"],"label":["0","1"]},"answerKey":"1"} ; the labels in 'choices' are 0, 1
          arc           ; {"id":"a","question":"Q?","answerKey":"1"}                                                ; the field 'choices' is missing; add it
          mmlu          ; {"question":"Q?","choices":["x","y"],"answer":2}                                          ; the field 'answer' is 2, which is no index of an option: it must be 0 to 1
          mmlu          ; {"question":"Q?","choices":["x","y"],"answer":-1}                                         ; -1 marks splits whose answers are not published
          mmlu          ; {"question":"Q?","choices":["x","y"],"answer":0.5}                                        ; the field 'answer' is 0.5, which is no index
          mmlu          ; {"question":"Q?","choices":["x","y"],"answer":"1"}                                        ; the answer is '1', which is no letter of an option; it must be one of A to B
          mmlu          ; {"question":"Q?","options":["x","y"],"answer":"A","answer_index":1}                       ; the fields 'answer' and 'answer_index' contradict each other: option A and option B
          mmlu          ; {"question":"Q?","answer":1}                                                              ; there is neither a list 'choices' nor a list 'options'; add one of them
          mmlu          ; question,A,B,C,D,answer                                                                   ; the first record is a header (question, A, B, C, D, answer)
          math          ; {"problem":"P","solution":"S"}                                                            ; there is no field 'answer', and the field 'solution' has no \\boxed{...} that holds it; add one of them
          jsonl         ; {"question":"Q?","options":["x","y"],"answer":1}                                          ; the field 'answer' is the number 1 beside the field 'options'; write the letter of the right option
          jsonl         ; {"question":"Q?","options":["x","y"],"gold":0}                                            ; the field 'gold' is the number 0 beside the field 'options'
          jsonl         ; {"question":"Q?","options":["x","y"],"choices":["x","y"],"answer":"A"}                    ; there are both 'options' and 'choices'; keep one of them
          jsonl         ; {"question":"Q?","options":["x","y"],"answer":"y"}                                        ; the answer is 'y', the text of an option; the field 'answer' must be its letter, B
          jsonl         ; {"question":"Q?","options":["x","y"],"answer_index":1}                                    ; 'answer_index' is not read; write the letter of the right option as 'answer', or set type to mmlu
          jsonl         ; {"question":"Q?","choices":["x","y"],"label":1}                                           ; the field 'answer' is missing, and 'label' is not read
          jsonl         ; {"question":"Q?","options":{"A":"x","B":"y"},"answer":"y","answer_idx":"B"}               ; the answer is 'y', the text of an option; the field 'answer' must be its letter, B
          mmlu          ; {"question":"Q?","article":"Long.","options":["x","y"],"answer":"A"}                      ; without the text in 'article'
          jsonl         ; {"question":"Q?","choices":"a ) x , b ) y","answer":"A"}                                  ; the field 'choices' is a text, not a list
          jsonl         ; {"question":{"stem":"Q?","choices":[]},"answerKey":"A"}                                   ; set type to arc, commonsenseqa or openbookqa
          jsonl         ; {"question_stem":"Q","choices":{"text":["x","y"],"label":["A","B"]},"answerKey":"A"}      ; this is the layout of openbookqa (question_stem, choices); set type to openbookqa
          jsonl         ; {"question":"Q","options":["A)1","B)2"],"rationale":"r","correct":"A"}                    ; set type to aqua
          jsonl         ; {"Body":"B","Question":"Q?","Answer":"1.0","Type":"Addition"}                             ; this is the layout of svamp (Body, Question, Answer); set type to svamp
          jsonl         ; {"ind":4,"ctx":"A man","endings":["x","y"],"label":"3"}                                   ; the question would be used without its options, since no type reads them from 'endings'; write 'question', 'options' (a list of texts) and 'answer'
          jsonl         ; {"goal":"g","sol1":"x","sol2":"y","label":1}                                              ; from 'sol1', 'sol2'
          jsonl         ; {"sentence":"s _","option1":"x","option2":"y","answer":"2"}                               ; from 'option1', 'option2'
          jsonl         ; {"question":"Q?","A":"x","B":"y","C":"z","D":"u","answer":"C"}                            ; from 'A', 'B'
          jsonl         ; {"question":"Q?","opa":"x","opb":"y","cop":1,"answer":"x"}                                ; from 'opa', 'opb'
          jsonl         ; {"question":"is it?","answer":true,"passage":"It is."}                                    ; the question would be used without the text in 'passage'; put that text into 'question'
          jsonl         ; {"article":"Long.","question":"Q?","options":["x","y"],"answer":"A"}                      ; without the text in 'article'
          jsonl         ; {"instruction":"Do.","input":"","output":"Done."}                                         ; the fields are instruction, input, output; write 'question'
          jsonl         ; {"train":[{"question":"Q?","answer":"3"}],"test":[]}                                     ; the records are in 'train': write them one a line: jq -c '.train[]' q.jsonl > lines-q.jsonl
          jsonl         ; {"features":[],"rows":[{"row_idx":0,"row":{"question":"Q?"}}]}                            ; the records are in 'rows': write them one a line: jq -c '.rows[].row' q.jsonl > lines-q.jsonl
          arc           ; {"features":[],"rows":[{"row_idx":0,"row":{"question":"Q?"}}]}                            ; the field 'question' is missing; the records are in 'rows': write them one a line: jq -c '.rows[].row' q.jsonl
          mmlu          ; {"train":{"question":"Q?","choices":["x","y"],"answer":1}}                                ; the records are in 'train': write them one a line: jq -c '.train' q.jsonl > lines-q.jsonl
          arc           ; {"question":"Q?","choices":["x","y"],"answer":1}                                          ; this is the layout of mmlu (question, choices, answer); set type to mmlu
          jsonl         ; {"messages":[{"role":"user","content":"Q?"}]}                                             ; the fields are messages; write 'question'
          jsonl         ; {"conversations":[{"from":"human","value":"Q?"}]}                                         ; the fields are conversations; write 'question'
          jsonl         ; {"question":{"0":"Q?","1":"R?"},"answer":{"0":1,"1":2}}                                   ; the file has columns, as pandas writes them by default; write its records
          """)
  void publicLayout_thatIsNotRead_isRefusedWithWhatToDo(String type, String line, String told)
      throws IOException {
    folder.write("q.jsonl", line);
    String fault = folder.fault("{type: " + type + ", file: q.jsonl}");
    assertTrue(
        fault.startsWith("q.jsonl:1: ") && fault.contains(told.replace("\\\\", "\\")), fault);
  }

  /** Texts that a question repeats are no loss, and fields of other names are not looked at. */
  @Test
  void jsonl_withFurtherFields_isReadAsBefore() throws IOException {
    assertEquals(
        "line-1 | 3 | It is so. How many?",
        read(
            "jsonl",
            "{\"question\":\"It is so. How many?\",\"context\":\"It is"
                + " so.\",\"answer\":3,\"label\":1,\"level\":{\"a\":[1]}}"));
  }

  @Test
  void mmlu_ofSubjects_readsThoseAlone() throws IOException {
    folder.write(
        "q.jsonl",
        """
        {"question":"1","subject":"law","choices":["x","y"],"answer":0}
        {"question":"2","subject":"art","choices":["x","y"],"answer":1}
        {"question":"3","subject":"law","choices":["x","y"],"answer":1}
        """);
    assertEquals(
        List.of("mmlu-law-0", "mmlu-art-0", "mmlu-law-1"),
        folder.ids("{type: mmlu, file: q.jsonl}"));
    assertEquals(
        List.of("mmlu-law-0", "mmlu-law-1"),
        folder.ids("{type: mmlu, file: q.jsonl, subjects: [law]}"));
    assertEquals(
        "q.jsonl: there is no subject 'lav' here; did you mean 'law'?",
        folder.fault("{type: mmlu, file: q.jsonl, subjects: [lav]}"));
  }

  @Test
  void math_ofNumbersAlone_leavesOtherAnswersOut() throws IOException {
    folder.write(
        "q.jsonl",
        """
        {"problem":"1","solution":"so 3","answer":"3"}
        {"problem":"2","solution":"s","answer":"\\\\frac{1}{2}"}
        {"problem":"3","solution":"s","answer":"1,200"}
        {"problem":"4","solution":"s","answer":"12^\\\\circ"}
        {"problem":"5","solution":"s","answer":"-0.5"}
        """);
    List<Question> questions = folder.read("{type: math, file: q.jsonl, answers: numbers}");
    assertEquals(List.of("3", "1200", "-0.5"), questions.stream().map(Question::gold).toList());
    assertEquals(
        List.of("math-0", "math-2", "math-4"), questions.stream().map(Question::id).toList());
    assertEquals("so 3\n#### 3", questions.getFirst().reference());
    assertEquals(5, folder.read("{type: math, file: q.jsonl}").size());
  }

  /** The published CSV files, written as the hub has them, are the same questions. */
  @Test
  void mmlu_asPublishedAndAsTheHubHasIt_isTheSame() throws IOException {
    String test = SharedData.path("data/mmlu/test").toString();
    List<Question> published = folder.read("{type: mmlu, file: " + test + "}");
    StringBuilder lines = new StringBuilder();
    for (Question question : published) {
      String subject = question.id().replaceAll("^mmlu-|-[0-9]+$", "");
      List<String> choices = question.options().stream().map(Option::text).toList();
      lines
          .append(
              Json.write(
                  Map.of(
                      "question",
                      question.text(),
                      "subject",
                      subject,
                      "choices",
                      choices,
                      "answer",
                      question.gold().charAt(0) - 'A')))
          .append('\n');
    }
    folder.write("q.jsonl", lines.toString());
    assertEquals(published, folder.read("{type: mmlu, file: q.jsonl}"));
  }
}
