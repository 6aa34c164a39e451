package io.anlan.support;

import io.anlan.shared.Texts;
import org.springframework.beans.BeanUtils;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The shipped texts without a running Anlan. */
public final class Bundles {

  private Bundles() {}

  public static Texts texts(String module) {
    ResourceBundleMessageSource source = new ResourceBundleMessageSource();
    source.setBasename("messages/" + module);
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    try {
      return BeanUtils.instantiateClass(
          Texts.class.getDeclaredConstructor(MessageSource.class), source);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
