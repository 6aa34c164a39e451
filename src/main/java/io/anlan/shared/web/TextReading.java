package io.anlan.shared.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.anlan.shared.PlainText;
import java.beans.PropertyEditorSupport;
import java.io.IOException;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Every text that comes in, in a body or a parameter, is plain; a number is no text. */
@ControllerAdvice
class TextReading {

  private static final long MAX_BODY = 4_000_000;

  @InitBinder
  void parameters(WebDataBinder binder) {
    binder.registerCustomEditor(
        String.class,
        new PropertyEditorSupport() {
          @Override
          public void setAsText(String text) {
            if (!PlainText.is(text)) throw new IllegalArgumentException("Not plain text");
            setValue(text);
          }
        });
  }

  @Bean
  static Jackson2ObjectMapperBuilderCustomizer strictBodies() {
    return builder ->
        builder
            .deserializerByType(String.class, new PlainTextDeserializer())
            .postConfigurer(
                json ->
                    json.getFactory()
                        .setStreamReadConstraints(
                            StreamReadConstraints.builder().maxDocumentLength(MAX_BODY).build()));
  }

  private static final class PlainTextDeserializer extends StdScalarDeserializer<String> {

    PlainTextDeserializer() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (String) context.handleUnexpectedToken(String.class, parser);
      }
      String text = parser.getText();
      if (!PlainText.is(text)) {
        throw MismatchedInputException.from(parser, String.class, "Not plain text");
      }
      return text;
    }
  }
}
