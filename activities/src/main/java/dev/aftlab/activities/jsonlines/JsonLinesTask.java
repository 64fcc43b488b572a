package dev.aftlab.activities.jsonlines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.progress.ProgressListener;
import java.util.List;

/**
 * What is done to lines, some of them together.
 *
 * @param <T> what is kept of a line until it is worked on
 */
public interface JsonLinesTask<T> {

  /**
   * Takes what is needed out of a line.
   *
   * @throws dev.aftlab.activities.dataset.DatasetException when the line cannot be worked on, with
   *     file and line
   */
  T prepare(JsonFields line);

  /**
   * Works on some lines.
   *
   * @param listener receives the number of these lines that are done, and can request a stop
   * @return for each line the fields that are added to it
   * @throws dev.aftlab.activities.progress.StoppedException when the listener requests a stop
   */
  List<ObjectNode> work(List<T> lines, ProgressListener listener);
}
