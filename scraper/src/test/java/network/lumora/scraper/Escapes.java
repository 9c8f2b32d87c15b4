package network.lumora.scraper;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the escapes of the vector files: {@code \\uXXXX} and those of a string literal. */
final class Escapes {
  private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  private Escapes() {}

  /** Codes below 256 go through an octal escape, so that they survive the second reading. */
  static String read(String text) {
    return UNICODE
        .matcher(text)
        .replaceAll(hit -> Matcher.quoteReplacement(again(Integer.parseInt(hit.group(1), 16))))
        .translateEscapes();
  }

  private static String again(int code) {
    return code < 0x100 ? String.format("\\%03o", code) : String.valueOf((char) code);
  }
}
