package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.RefusedCall;
import org.jspecify.annotations.Nullable;

/** Parameters of queries, each with its type. */
final class Queries {
  private Queries() {}

  /** Null if it is not there or empty. */
  static @Nullable String text(Context context, String name) {
    var text = context.queryParam(name);
    return text == null || text.isEmpty() ? null : text;
  }

  static @Nullable Long number(Context context, String name) {
    return read(context, name, "a number from 0", Queries::natural);
  }

  static int number(Context context, String name, int otherwise) {
    var number = number(context, name);
    return number == null ? otherwise : (int) Math.min(number, Integer.MAX_VALUE);
  }

  static LocalDate day(Context context, String name) {
    return required(name, read(context, name, "a day as 2026-11-22", LocalDate::parse));
  }

  static Instant instant(Context context, String name) {
    return required(name, read(context, name, "a time as 2026-11-22T06:30:00Z", Instant::parse));
  }

  static <E extends Enum<E>> @Nullable E word(Context context, String name, Class<E> type) {
    return read(context, name, "one of the known names", text -> Enum.valueOf(type, text));
  }

  static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new RefusedCall(Code.MALFORMED, name + " is missing");
    }
    return value;
  }

  private static long natural(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException();
    }
    return Long.parseLong(text);
  }

  private static <T> @Nullable T read(
      Context context, String name, String expected, Function<String, T> reading) {
    var text = text(context, name);
    try {
      return text == null ? null : reading.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new RefusedCall(Code.MALFORMED, name + " is " + expected);
    }
  }
}
