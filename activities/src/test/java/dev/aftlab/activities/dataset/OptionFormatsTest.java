package dev.aftlab.activities.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.reader.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traps of the layouts that have options, on excerpts written for the purpose. */
final class OptionFormatsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String OTHER_ID = "fedcba9876543210fedcba9876543210_1";
  private static final String HEADER =
      ",q_no,q_concept,q_text,q_op1,q_op2,q_op3,q_op4,q_op5,q_ans,taskA_pos,taskA_neg,taskB\r\n";
  private static final String ECQA = "{type: ecqa, file: e.csv, commonsenseqa: [c.jsonl]";

  @TempDir private Path temporary;
  private DataFolder folder;

  @BeforeEach
  void folder() {
    folder = new DataFolder(temporary);
  }

  private static List<String> texts(Question question) {
    return question.options().stream().map(Option::text).toList();
  }

  // --- JSON lines ---

  @Test
  void jsonl_withOptionsAsListOrObject_givesThemLetters() throws IOException {
    folder.write(
        "q.jsonl",
        "{\"question\":\"Which?\",\"answer\":\"B\",\"options\":[\"one\",2]}\n"
            + "{\"question\":\"Which?\",\"gold\":\"A\",\"options\":{\"A\":\"one\",\"B\":2}}");
    List<Question> questions = folder.read("{type: jsonl, file: q.jsonl}");
    assertEquals(
        List.of(new Option("A", "one"), new Option("B", "2")), questions.getFirst().options());
    assertEquals(questions.getFirst().options(), questions.getLast().options());
    assertEquals("BA", questions.getFirst().gold() + questions.getLast().gold());
  }

  @Test
  void question_withOptions_includesThemInThePrompt() throws IOException {
    folder.write(
        "q.jsonl",
        "{\"question\":\"Which?\",\"answer\":\"B\",\"options\":[\"one\",\"two\"]}\n"
            + "{\"question\":\"How many?\",\"answer\":\"2\"}");
    List<Question> questions = folder.read("{type: jsonl, file: q.jsonl}");
    assertEquals("Which?\nOptions:\n(A) one\n(B) two", questions.getFirst().asked());
    assertEquals("How many?", questions.getLast().asked());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"question":"Q","answer":"C","options":["x","y"]}             | the answer is 'C', which is no letter of an option; it must be one of A to B
          {"question":"Q","answer":"x","options":["x","y"]}             | the answer is 'x'
          {"question":"Q","answer":"A","options":["x"]}                 | the question has 1 options; it needs 2 to 26
          {"question":"Q","answer":"A","options":["x"," "]}             | the field 'options' is empty
          {"question":"Q","answer":"A","options":["x",null]}            | nothing in its list
          {"question":"Q","answer":"A","options":"x"}                   | the field 'options' is a text, not a list
          {"question":"Q","answer":"A","options":{"B":"x","A":"y"}}     | the letters B, A; they must be A, B, C and so on
          {"question":"Q","answer":"A","options":{"A":"x","A":"y"}}     | not one JSON object
          """)
  void jsonl_withFaultyOptions_isALocatedError(String line, String problem) throws IOException {
    folder.write("q.jsonl", "{\"question\":\"Q\",\"answer\":\"1\"}\n" + line);
    String fault = folder.fault("{type: jsonl, file: q.jsonl}");
    assertTrue(fault.startsWith("q.jsonl:2: ") && fault.contains(problem), fault);
  }

  // --- AQuA-RAT ---

  private static String aqua(String question, String options, String rationale, String correct) {
    return "{\"question\":\""
        + question
        + "\",\"options\":"
        + options
        + ",\"rationale\":\""
        + rationale
        + "\",\"correct\":\""
        + correct
        + "\"}\n";
  }

  @Test
  void aqua_withOptionsOfAllKinds_keepsTheirTexts() throws IOException {
    folder.write(
        "a.json",
        aqua(
            "Which?",
            "[\"A)$67.40\",\"B)10,8\",\"C)5(\u221A3 + 1)\",\"D) 12%\",\"E)None of these\"]",
            "It is.\\nAnswer is C.",
            "C"));
    Question question = folder.read("{type: aqua, file: a.json}").getFirst();
    assertEquals(
        List.of("$67.40", "10,8", "5(\u221A3 + 1)", "12%", "None of these"), texts(question));
    assertEquals("It is.\nAnswer is C.\n#### C", question.reference());
    assertEquals("aqua-0 C", question.id() + " " + question.gold());
  }

  @Test
  void aqua_withOptionsOfTheSameText_takesTheLetterFromTheKey() throws IOException {
    folder.write(
        "a.json",
        aqua("Which?", "[\"A)8.75\",\"B)7\",\"C)8.75\",\"D)6\",\"E)5\"]", "so 8.75", "C"));
    assertEquals("C", folder.read("{type: aqua, file: a.json}").getFirst().gold());
  }

  @Test
  void aqua_withoutLetterInTheRationale_endsItsReferenceInTheLetter() throws IOException {
    folder.write("a.json", aqua("Which?", "[\"A)14\",\"B)9\"]", "hence, sum = 14", "A"));
    assertEquals(
        "hence, sum = 14\n#### A",
        folder.read("{type: aqua, file: a.json}").getFirst().reference());
  }

  @Test
  void aqua_withOptionOutOfPlace_isALocatedError() throws IOException {
    folder.write("a.json", aqua("Which?", "[\"A)1\",\"C)2\"]", "so", "A"));
    assertEquals(
        "a.json:1: option 2 is 'C)2', but must begin with 'B)'",
        folder.fault("{type: aqua, file: a.json}"));
  }

  private static String flan(String question, String options, String answer, String explanation) {
    return question + "\\nOptions:" + options + "\t" + answer + "\t" + explanation + "\n";
  }

  @Test
  void flanAqua_withLeftoversOfFormulas_replacesLineBreaksAlone() throws IOException {
    folder.write(
        "t.tsv",
        flan(
            "Two \\inline \\fn_jvn x\\n\\ Speed \\\\nVolume?",
            "\\n(A) 1\\n(B) \\ 2",
            "(B)",
            "one\\ntwo \\times 3"));
    Question question = folder.read("{type: aqua, file: t.tsv}").getFirst();
    assertEquals("Two \\inline \\fn_jvn x\n\\ Speed \\\nVolume?", question.text());
    assertEquals(List.of("1", "\\ 2"), texts(question));
    assertEquals("one\ntwo \\times 3\n#### B", question.reference());
  }

  @Test
  void flanAqua_withQuestionsOfAnotherFile_leavesThemOut() throws IOException {
    folder.write("dev.json", aqua("Divide $320, in 3:5?", "[\"A)1\",\"B)2\"]", "so", "A"));
    folder.write(
        "t.tsv",
        flan("Kept?", "\\n(A) 1\\n(B) 2", "(A)", "so")
            + flan("divide $320 in 3:5 ?", "\\n(A) 7\\n(B) 8", "(B)", "so"));
    assertEquals(List.of("aqua-0", "aqua-1"), folder.ids("{type: aqua, file: t.tsv}"));
    assertEquals(List.of("aqua-0"), folder.ids("{type: aqua, file: t.tsv, without: [dev.json]}"));
    assertNotEquals(
        folder.digest("{type: aqua, file: t.tsv}"),
        folder.digest("{type: aqua, file: t.tsv, without: [dev.json]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Q\\nOptions:\\n(A) 1\\n(B) 2;(A)                | the line has 2 columns
          Q\\n(A) 1\\n(B) 2;(A);so                        | has no line 'Options:'
          Q\\nOptions:\\n(A) 1\\n(C) 2;(A);so             | option 2 is '(C) 2', but must begin with '(B) '
          Q\\nOptions:\\n(A) 1\\n(B) 2;A;so               | the answer is 'A'; it must be a letter in brackets
          Q\\nOptions:\\n(A) 1\\n(B) 2;(C);so             | it must be one of A to B
          """)
  void flanAqua_withFaultyLine_isALocatedError(String line, String problem) throws IOException {
    folder.write("t.tsv", flan("Good?", "\\n(A) 1\\n(B) 2", "(A)", "so") + line.replace(';', '\t'));
    String fault = folder.fault("{type: aqua, file: t.tsv}");
    assertTrue(fault.startsWith("t.tsv:2: ") && fault.contains(problem), fault);
  }

  // --- CommonsenseQA ---

  private static String commonsense(String id, String stem, String key, String... options) {
    StringBuilder choices = new StringBuilder();
    for (int i = 0; i < options.length; i++) {
      choices
          .append(i == 0 ? "" : ",")
          .append("{\"label\":\"")
          .append(Option.letter(i))
          .append("\",\"text\":\"")
          .append(options[i])
          .append("\"}");
    }
    return "{\"answerKey\":\""
        + key
        + "\",\"id\":\""
        + id
        + "\",\"question\":{\"question_concept\":\"c\",\"choices\":["
        + choices
        + "],\"stem\":\""
        + stem
        + "\"}}\n";
  }

  @Test
  void commonsenseQa_withOptionsOfTheSameText_keepsBoth() throws IOException {
    folder.write(
        "c.jsonl", commonsense(ID, "Where?", "D", "attic", "shed", "barn", "attic", "roof"));
    Question question = folder.read("{type: commonsenseqa, file: c.jsonl}").getFirst();
    assertEquals(List.of("attic", "shed", "barn", "attic", "roof"), texts(question));
    assertEquals(ID + " D ", question.id() + " " + question.gold() + " " + question.reference());
  }

  @Test
  void commonsenseQa_withLabelsOutOfOrder_isALocatedError() throws IOException {
    folder.write(
        "c.jsonl",
        commonsense(ID, "Where?", "A", "attic", "shed")
            .replace("\"label\":\"B\"", "\"label\":\"C\""));
    assertEquals(
        "c.jsonl:1: the labels in 'choices' are A, C; they must be A, B, C and so on, or 1, 2, 3"
            + " and so on, in this order",
        folder.fault("{type: commonsenseqa, file: c.jsonl}"));
  }

  // --- ECQA ---

  private void ecqa(String rows) throws IOException {
    folder.write(
        "c.jsonl",
        commonsense(ID, "Where, then?", "D", "attic", "shed", "barn", "attic", "roof")
            + commonsense(OTHER_ID, "What now?", "A", "1", "2", "3", "4", "5"));
    folder.write("e.csv", HEADER + rows);
  }

  private static final String ROWS =
      "0,"
          + ID
          + ",attic,\"Where, then?\",attic,shed,barn,attic,roof,attic,\"It is high.\n"
          + " It is \"\"dark\"\"\n"
          + "\",\"No shed.\n"
          + "No barn.\",It is high\r\n"
          + "1,"
          + OTHER_ID
          + ",one,What now?,1,2,3,4,5,1,One.,Two.,\"First,\r\nthen second.\"\r\n";

  @Test
  void ecqa_withLineBreaksInFields_isSplitByTheRulesOfCsv() throws IOException {
    ecqa(ROWS);
    List<Question> questions = folder.read(ECQA + "}");
    assertEquals(List.of(ID, OTHER_ID), questions.stream().map(Question::id).toList());
    assertEquals("Where, then?", questions.getFirst().text());
    assertEquals("First,\nthen second.\n#### A", questions.getLast().reference());
  }

  @Test
  void ecqa_withOptionsOfTheSameText_takesTheLetterFromCommonsenseQa() throws IOException {
    ecqa(ROWS);
    assertEquals("D", folder.read(ECQA + "}").getFirst().gold());
    assertEquals("It is high\n#### D", folder.read(ECQA + "}").getFirst().reference());
  }

  @Test
  void ecqa_explainedByProperties_joinsThemByBlanks() throws IOException {
    ecqa(ROWS);
    assertEquals(
        "It is high. It is \"dark\".\n#### D",
        folder.read(ECQA + ", explanation: taskA_pos}").getFirst().reference());
  }

  @Test
  void ecqa_withIdsOfAnotherSplit_leavesThemOut() throws IOException {
    ecqa(ROWS);
    folder.write("ids.txt", OTHER_ID + "\n");
    assertEquals(List.of(ID), folder.ids(ECQA + ", without: [ids.txt]}"));
    folder.write("ids.txt", ID + "\nq7\n");
    assertTrue(
        folder
            .fault(ECQA + ", without: [ids.txt]}")
            .startsWith("ids.txt:2: the line is 'q7', which is no id"));
  }

  @Test
  void ecqa_digested_dependsOnAllItsFiles() throws IOException {
    ecqa(ROWS);
    String before = folder.digest(ECQA + "}");
    folder.write(
        "c.jsonl", commonsense(ID, "Where, then?", "A", "attic", "shed", "barn", "attic", "roof"));
    assertNotEquals(before, folder.digest(ECQA + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          attic,shed,barn,attic,roof,attic     | attic,shed,barn,roof,attic,attic   | the options are [attic, shed, barn, roof, attic], but CommonsenseQA has
          attic,shed,barn,attic,roof,attic     | attic,shed,barn,attic,roof,roof    | the answer is 'roof', but CommonsenseQA has 'attic' (D)
          0123456789abcdef0123456789abcdef     | 99999999999999999999999999999999   | is in none of the files of CommonsenseQA
          ,It is high                          | ,It,is                             | the record has 14 columns, the header 13
          "It is high.                         | It is high.                        | the record has 11 columns, the header 13
          "No shed.                            | "No" shed.                         | the record that begins here is not CSV
          """)
  void ecqa_withFaultyRow_isALocatedError(String right, String wrong, String problem)
      throws IOException {
    String first =
        "0," + OTHER_ID + ",one,What now?,1,2,3,4,5,1,One.,Two.,\"First,\nthen second.\"\r\n";
    String row = ROWS.substring(0, ROWS.indexOf("\r\n1,") + 2);
    assertTrue(row.contains(right), right);
    ecqa(first + row.replace(right, wrong));
    String fault = folder.fault(ECQA + "}");
    assertTrue(fault.startsWith("e.csv:4: ") && fault.contains(problem), fault);
  }

  @Test
  void flanEcqa_withBulletedOptions_findsIdAndLetter() throws IOException {
    ecqa(ROWS);
    folder.write(
        "t.tsv",
        flan(
            "Where,  then?",
            "\\n- attic\\n- shed\\n- barn\\n- attic\\n- roof",
            "attic",
            "It is high."));
    String spec = "{type: ecqa, file: t.tsv, commonsenseqa: [c.jsonl]";
    Question question = folder.read(spec + ", explanation: taskA_pos}").getFirst();
    assertEquals(
        ID + " D It is high.\n#### D",
        question.id() + " " + question.gold() + " " + question.reference());
    assertEquals(
        "t.tsv:1: this file has the properties alone, not the free text; set explanation to"
            + " taskA_pos",
        folder.fault(spec + "}"));
  }

  // --- MMLU ---

  @Test
  void mmlu_withMixedLineEnds_isReadWhole() throws IOException {
    folder.write(
        "m/alg_test.csv",
        "Is it,\"a\r\n"
            + "b\",c,d,e,A\r\n"
            + "\"Which \"\"one\"\"?\n\n"
            + "Say, now\",True,False,1e3,007,B\n"
            + "Last,1,2,3,4,D");
    List<Question> questions = folder.read("{type: mmlu, file: m}");
    assertEquals(List.of("a\nb", "c", "d", "e"), texts(questions.getFirst()));
    assertEquals("Which \"one\"?\n\nSay, now", questions.get(1).text());
    assertEquals(List.of("True", "False", "1e3", "007"), texts(questions.get(1)));
    assertEquals(
        List.of("mmlu-alg-0", "mmlu-alg-1", "mmlu-alg-2"),
        questions.stream().map(Question::id).toList());
    assertEquals("ABD", String.join("", questions.stream().map(Question::gold).toList()));
  }

  @Test
  void mmlu_ofSubjects_readsThoseAlone() throws IOException {
    folder.write("m/logic_dev.csv", "L,1,2,3,4,A\n");
    folder.write("m/algebra_dev.csv", "A,1,2,3,4,B\n");
    folder.write("m/notes.txt", "not of the data set");
    assertEquals(List.of("mmlu-algebra-0", "mmlu-logic-0"), folder.ids("{type: mmlu, file: m}"));
    assertEquals(List.of("mmlu-logic-0"), folder.ids("{type: mmlu, file: m, subjects: [logic]}"));
    assertEquals(List.of("mmlu-logic-0"), folder.ids("{type: mmlu, file: m/logic_dev.csv}"));
    assertEquals(
        folder.digest("{type: mmlu, file: m, subjects: [logic]}"),
        folder.digest("{type: mmlu, file: m/logic_dev.csv}"));
    assertEquals(
        "m: there is no subject 'logik' here; did you mean 'logic'?",
        folder.fault("{type: mmlu, file: m, subjects: [logik]}").replace(temporary + "", ""));
  }

  @Test
  void mmlu_withTwoSplitsInOneFolder_isAnError() throws IOException {
    folder.write("m/logic_dev.csv", "L,1,2,3,4,A\n");
    folder.write("m/logic_test.csv", "L,1,2,3,4,A\n");
    assertTrue(
        folder
            .fault("{type: mmlu, file: m}")
            .contains("two files here are of the subject 'logic'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Q,1,2,3,A         | the record has 5 columns
          Q,1,2,3,4,E       | the answer is 'E'
          Q,1,2,,4,A        | the field 'options' is empty
          "Q,1,2,3,4,A      | the record that begins here is not CSV
          "Q"x,1,2,3,4,A    | the record that begins here is not CSV
          """)
  void mmlu_withFaultyRecord_isALocatedError(String record, String problem) throws IOException {
    folder.write("m/logic_dev.csv", "\"two\r\nlines\",1,2,3,4,A\r\n" + record + "\n");
    String fault = folder.fault("{type: mmlu, file: m}");
    assertTrue(fault.startsWith("m/logic_dev.csv:3: ") && fault.contains(problem), fault);
  }

  @Test
  void fault_ofAnotherFileThanTheNamedOne_isReportedWithItsFile() throws IOException {
    folder.write("m/logic_dev.csv", "Q,1,2,3,4,E\n");
    DatasetException ofFolder =
        assertThrows(DatasetException.class, () -> folder.read("{type: mmlu, file: m}"));
    assertTrue(
        ofFolder.withoutFile("m").contains("logic_dev.csv:1: the answer is 'E'"),
        ofFolder.withoutFile("m"));
    assertTrue(
        ofFolder.withoutFile("./m/logic_dev.csv").startsWith("line 1: the answer is 'E'"),
        ofFolder.withoutFile("./m/logic_dev.csv"));
  }

  // --- SVAMP ---

  private static String svamp(String body, String answer, String type) {
    return "{\"ID\": \"chal-"
        + body.length()
        + "\", \"Body\": \""
        + body
        + "\", \"Question\": \"How many?\", \"Equation\": \"( 1.0 + 2.0 )\", \"Answer\": "
        + answer
        + ", \"Type\": \""
        + type
        + "\"}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          He has 3 | He has 3, How many?
          He has 3. | He has 3. How many?
          He has 3 , | He has 3 , How many?
          Has he 3? | Has he 3? How many?
          """)
  void svamp_bodyAndQuestion_areJoined(String body, String expected) throws IOException {
    folder.write("s.json", "[" + svamp(body, "51.0", "Subtraction") + "]");
    assertEquals(expected, folder.read("{type: svamp, file: s.json}").getFirst().text());
  }

  @ParameterizedTest
  @CsvSource({"51.0, 51", "0.0, 0", "3.5, 3.5", "70.0, 70", "10, 10", "1.0E3, 1000"})
  void svamp_answer_isWrittenPlainly(String written, String expected) throws IOException {
    folder.write("s.json", "[" + svamp("b", written, "Subtraction") + "]");
    assertEquals(expected, folder.read("{type: svamp, file: s.json}").getFirst().gold());
  }

  @Test
  void svamp_ofTypes_knowsTheMisspeltOne() throws IOException {
    folder.write(
        "s.json",
        "["
            + svamp("a", "1.0", "Common-Divison")
            + ",\n"
            + svamp("bb", "1.0", "Common-Division")
            + ",\n"
            + svamp("ccc", "1.0", "Addition")
            + "]");
    assertEquals(
        List.of("chal-1", "chal-2"),
        folder.ids("{type: svamp, file: s.json, types: [common-division]}"));
    assertEquals(3, folder.read("{type: svamp, file: s.json}").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"ID": "x"}                    | s.json:1: the field 'Body' is missing
          [{"ID": "x"},                  | s.json:1: the field 'Body' is missing
          [7]                            | s.json:1: the array holds something that is not an object
          [                              | s.json:2: the file is not one JSON array
          """)
  void svamp_withFault_isALocatedError(String content, String problem) throws IOException {
    folder.write("s.json", content);
    String fault = folder.fault("{type: svamp, file: s.json}");
    assertTrue(fault.startsWith(problem), fault);
  }
}
