package io.anlan.application;

import io.anlan.application.Rights.Who;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that only this person may make on the file its path names; everybody else is refused
 * before the body is read.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Only {

  Who value();
}
