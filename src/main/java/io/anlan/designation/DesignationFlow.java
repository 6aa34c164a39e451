package io.anlan.designation;

import io.anlan.shared.Level;

/** What a naming batch asks of whoever moves it on; the engine's package implements it. */
public interface DesignationFlow {

  void start(String batch, String office, Level level, boolean coSigned);

  /** The last file has left the batch. */
  void emptied(String batch);

  /** Tells a waiting application that a body objected to it: it is reviewed once more. */
  void returned(String number);
}
