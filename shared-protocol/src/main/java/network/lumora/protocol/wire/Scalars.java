package network.lumora.protocol.wire;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.seal.SealPublicKey;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.units.MicroLmr;

/** The JSON form of every value that is a single string, number or truth value. */
final class Scalars {
  private Scalars() {}

  static GsonBuilder register(GsonBuilder gson) {
    var strings = text(text -> text, text -> text);
    var longs = number(n -> n, n -> n);
    var ints = number(Math::toIntExact, Integer::longValue);
    return gson.registerTypeAdapter(String.class, strings)
        .registerTypeAdapter(long.class, longs)
        .registerTypeAdapter(Long.class, longs)
        .registerTypeAdapter(int.class, ints)
        .registerTypeAdapter(Integer.class, ints)
        .registerTypeAdapter(Instant.class, text(Instant::parse, Instant::toString))
        .registerTypeAdapter(Sha256.class, text(Sha256::parse, Sha256::toString))
        .registerTypeAdapter(PublicKey.class, text(PublicKey::parse, PublicKey::toString))
        .registerTypeAdapter(
            SealPublicKey.class, text(SealPublicKey::parse, SealPublicKey::toString))
        .registerTypeAdapter(Place.class, text(Place::parse, Place::toString))
        .registerTypeAdapter(TaskId.class, text(TaskId::parse, TaskId::toString))
        .registerTypeAdapter(JsonText.class, new JsonTextAdapter())
        .registerTypeAdapter(
            Sealed.class,
            text(s -> Sealed.of(bytes(s)), s -> Base64.getEncoder().encodeToString(s.bytes())))
        .registerTypeAdapter(Bytes.class, number(Bytes::new, Bytes::count))
        .registerTypeAdapter(
            BytesPerSecond.class, number(BytesPerSecond::new, BytesPerSecond::count))
        .registerTypeAdapter(MicroLmr.class, number(MicroLmr::new, MicroLmr::count));
  }

  /** Standard base64 with padding (RFC 4648 section 4). */
  static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private interface Reading<S, T> {
    T read(S value) throws ProtocolException;
  }

  private interface Writing<S, T> {
    S write(T value);
  }

  private static <T> TypeAdapter<T> text(Reading<String, T> reading, Writing<String, T> writing) {
    return new TypeAdapter<>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        out.value(writing.write(value));
      }

      @Override
      public T read(JsonReader in) throws IOException {
        require(in, JsonToken.STRING);
        return checked(reading, in.nextString());
      }
    };
  }

  private static <T> TypeAdapter<T> number(Reading<Long, T> reading, Writing<Long, T> writing) {
    return new TypeAdapter<>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        out.value(writing.write(value));
      }

      @Override
      public T read(JsonReader in) throws IOException {
        require(in, JsonToken.NUMBER);
        return checked(reading, in.nextLong());
      }
    };
  }

  /** Gson would otherwise take {@code "5"} for a number and {@code 5} for a string. */
  private static void require(JsonReader in, JsonToken expected) throws IOException {
    if (in.peek() != expected) {
      throw new JsonParseException(
          "%s is a %s, not a %s".formatted(in.getPath(), word(in.peek()), word(expected)));
    }
  }

  private static String word(JsonToken token) {
    return token.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static <S, T> T checked(Reading<S, T> reading, S value) {
    try {
      return reading.read(value);
    } catch (ProtocolException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      throw new JsonParseException(e.getMessage(), e);
    }
  }
}
