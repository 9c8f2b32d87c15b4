package network.lumora.protocol.identity;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** One Ed25519 verification of Project Wycheproof in hexadecimal, with its published verdict. */
record Wycheproof(String name, String key, String message, String signature, boolean valid) {

  static List<Wycheproof> all() {
    var cases = new ArrayList<Wycheproof>();
    for (var group : read().getAsJsonArray("testGroups")) {
      var key = group.getAsJsonObject().getAsJsonObject("key").get("pk").getAsString();
      for (var test : group.getAsJsonObject().getAsJsonArray("tests")) {
        cases.add(of(key, test.getAsJsonObject()));
      }
    }
    return cases;
  }

  private static Wycheproof of(String key, JsonObject test) {
    return new Wycheproof(
        test.get("tcId").getAsInt() + " " + test.get("comment").getAsString(),
        key,
        test.get("msg").getAsString(),
        test.get("sig").getAsString(),
        test.get("result").getAsString().equals("valid"));
  }

  boolean verifies() {
    var hex = HexFormat.of();
    return PublicKey.of(hex.parseHex(key)).verifies(hex.parseHex(message), hex.parseHex(signature));
  }

  private static JsonObject read() {
    var file = Wycheproof.class.getResourceAsStream("/vectors/ed25519-wycheproof.json");
    try (var reader = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
