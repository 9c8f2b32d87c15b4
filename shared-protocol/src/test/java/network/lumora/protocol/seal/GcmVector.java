package network.lumora.protocol.seal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One published AES-256-GCM decryption in hexadecimal, with its verdict. */
record GcmVector(
    String name,
    String key,
    String nonce,
    String aad,
    String sealed,
    String plaintext,
    boolean valid) {

  /** NIST ends each test with a blank line and writes FAIL in place of the plaintext. */
  static List<GcmVector> ofNist() throws IOException {
    var vectors = new ArrayList<GcmVector>();
    for (var block : published("aes-256-gcm-cavp.rsp").split("\n\n", -1)) {
      if (block.startsWith("Count")) {
        vectors.add(ofNist(block));
      }
    }
    return vectors;
  }

  private static GcmVector ofNist(String block) {
    var fields = new HashMap<String, String>();
    for (var line : block.lines().toList()) {
      var cells = line.split(" =", -1);
      fields.put(cells[0], cells.length == 1 ? "" : cells[1].strip());
    }
    return new GcmVector(
        block,
        text(fields, "Key"),
        text(fields, "IV"),
        text(fields, "AAD"),
        text(fields, "CT") + text(fields, "Tag"),
        fields.getOrDefault("PT", ""),
        !fields.containsKey("FAIL"));
  }

  private static String published(String file) throws IOException {
    try (var in = GcmVector.class.getResourceAsStream("/vectors/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static String text(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }

  /** Those with the sizes of our seal: key 256, nonce 96, tag 128 bits. */
  static List<GcmVector> ofWycheproof() throws IOException {
    var vectors = new ArrayList<GcmVector>();
    var root = JsonParser.parseString(published("aes-gcm-wycheproof.json")).getAsJsonObject();
    for (var element : root.getAsJsonArray("testGroups")) {
      var group = element.getAsJsonObject();
      if (isOurs(group)) {
        group.getAsJsonArray("tests").forEach(t -> vectors.add(ofWycheproof(t.getAsJsonObject())));
      }
    }
    return vectors;
  }

  private static boolean isOurs(JsonObject group) {
    return group.get("keySize").getAsInt() == 256
        && group.get("ivSize").getAsInt() == 96
        && group.get("tagSize").getAsInt() == 128;
  }

  private static GcmVector ofWycheproof(JsonObject test) {
    return new GcmVector(
        text(test, "tcId") + " " + text(test, "comment"),
        text(test, "key"),
        text(test, "iv"),
        text(test, "aad"),
        text(test, "ct") + text(test, "tag"),
        text(test, "msg"),
        text(test, "result").equals("valid"));
  }

  private static String text(JsonObject from, String field) {
    return from.get(field).getAsString();
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
