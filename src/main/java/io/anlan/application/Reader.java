package io.anlan.application;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;

/** One group that may see one file. */
@Entity(name = "Reader")
@jakarta.persistence.Table(name = "application_reader")
class Reader {

  @Embeddable
  record Key(String number, String reader) implements Serializable {}

  @EmbeddedId private Key key;

  protected Reader() {}
}
