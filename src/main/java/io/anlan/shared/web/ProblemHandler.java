package io.anlan.shared.web;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.anlan.shared.Problem;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Every error of {@code /api} as RFC 9457 problem+json, in the reader's language. */
@RestControllerAdvice(annotations = RestController.class)
@Order(0)
class ProblemHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final ProblemWriter writer;
  private final DataSize maxFileSize;

  ProblemHandler(
      ProblemWriter writer,
      @Value("${spring.servlet.multipart.max-file-size}") DataSize maxFileSize) {
    this.writer = writer;
    this.maxFileSize = maxFileSize;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(Problem problem) {
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(writer.body(problem));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(HttpMessageNotReadableException failure) {
    Throwable cause = failure.getMostSpecificCause();
    if (cause instanceof StreamConstraintsException limit && tooLong(limit)) {
      return handle(Problem.bodyTooLarge());
    }
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return handle(Problem.unreadableField(path(unknown), "unknown-property"));
    }
    if (failure.getCause() instanceof JsonMappingException wrong && !path(wrong).isEmpty()) {
      return handle(Problem.unreadableField(path(wrong), "wrong-type"));
    }
    return handle(Problem.unreadable("unreadable"));
  }

  private static boolean tooLong(StreamConstraintsException limit) {
    return limit.getMessage().startsWith("Document length");
  }

  private static String path(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(r -> r.getFieldName() != null ? r.getFieldName() : String.valueOf(r.getIndex()))
        .collect(Collectors.joining("."));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(MethodArgumentTypeMismatchException failure) {
    return handle(Problem.unreadableField(failure.getName(), "wrong-type"));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(MissingServletRequestParameterException failure) {
    return handle(Problem.unreadableField(failure.getParameterName(), "required"));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(MissingServletRequestPartException failure) {
    return handle(Problem.unreadableField(failure.getRequestPartName(), "required"));
  }

  /** No multipart request at all, or one that ends in the middle. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(MultipartException failure) {
    return handle(Problem.unreadable("unreadable"));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(MaxUploadSizeExceededException failure) {
    return handle(Problem.tooLarge("file", maxFileSize));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(OptimisticLockingFailureException failure) {
    return handle(Problem.conflict("somebody-faster"));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(Exception failure) throws Exception {
    // The security filters answer these two themselves.
    if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
      throw failure;
    }
    int status = failure instanceof ErrorResponse known ? known.getStatusCode().value() : 500;
    if (status >= 500) log.error("Unexpected failure", failure);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(writer.http(status));
  }
}
