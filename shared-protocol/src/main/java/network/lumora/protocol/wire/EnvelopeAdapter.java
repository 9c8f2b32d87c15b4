package network.lumora.protocol.wire;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.PublicKey;

/**
 * The JSON form of an envelope, as DSSE has it: {@code payloadType, payload, signatures[{keyid,
 * sig}]}.
 */
final class EnvelopeAdapter extends TypeAdapter<Envelope> {
  private final Gson gson;

  EnvelopeAdapter(Gson records) {
    this.gson = records;
  }

  private record Form(String payloadType, String payload, List<FormSignature> signatures) {}

  private record FormSignature(PublicKey keyid, String sig) {}

  @Override
  public void write(JsonWriter out, Envelope envelope) {
    var signatures =
        envelope.signatures().stream()
            .map(s -> new FormSignature(s.key(), base64(s.bytes())))
            .toList();
    gson.toJson(
        new Form(envelope.payloadType(), base64(envelope.payload()), signatures), Form.class, out);
  }

  @Override
  public Envelope read(JsonReader in) throws IOException {
    Form form = gson.fromJson(in, Form.class);
    try {
      return new Envelope(
          form.payloadType(),
          Scalars.bytes(form.payload()),
          form.signatures().stream()
              .map(s -> new Signature(s.keyid(), Scalars.bytes(s.sig())))
              .toList());
    } catch (IllegalArgumentException e) {
      throw new JsonParseException("not an envelope: " + e.getMessage(), e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
