package io.anlan.application;

import java.util.List;
import java.util.Set;

/** Where a file stands in the drawing of its process; the engine's package implements it. */
public interface ProcessPicture {

  /** An activity of a drawing; {@code name} as the model has it. */
  record Step(String id, String name, State state) {}

  enum State {
    DONE,
    NOW,
    NEXT
  }

  /**
   * One drawing, in the version that the file itself runs.
   *
   * @param definition under which {@link #model} finds the BPMN
   * @param done ids of all elements that the file has left
   * @param steps its human tasks and calls that are done, open or next, each once
   */
  record Drawing(
      String definition, Set<String> done, Set<String> now, Set<String> next, List<Step> steps) {}

  /** The whole process, then the level where the file was last; empty where none is kept. */
  List<Drawing> of(String number);

  /** The BPMN of a drawing. */
  String model(String definition);
}
