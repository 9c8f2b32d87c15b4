package network.lumora.protocol.wire;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import network.lumora.protocol.Otherwise;
import org.jspecify.annotations.Nullable;

/**
 * Names of enums as they are; an unknown name is refused, where Gson would give null, unless the
 * enum has a constant for it.
 */
final class EnumAdapters implements TypeAdapterFactory {
  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    return type.getRawType().isEnum() ? new EnumAdapter<>(type.getRawType()) : null;
  }

  private static final class EnumAdapter<T> extends TypeAdapter<T> {
    private final Class<? super T> type;

    EnumAdapter(Class<? super T> type) {
      this.type = type;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      out.value(((Enum<?>) value).name());
    }

    @Override
    @SuppressWarnings("unchecked")
    public T read(JsonReader in) throws IOException {
      if (in.peek() != JsonToken.STRING) {
        throw new JsonParseException(in.getPath() + " is not a name");
      }
      var name = in.nextString();
      for (var constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(name)) {
          return (T) constant;
        }
      }
      return otherwise(in.getPath());
    }

    @SuppressWarnings("unchecked")
    private T otherwise(String path) {
      return (T)
          Arrays.stream(type.getFields())
              .filter(field -> field.isAnnotationPresent(Otherwise.class))
              .<Object>map(field -> Enum.valueOf(type.asSubclass(Enum.class), field.getName()))
              .findFirst()
              .orElseThrow(() -> new JsonParseException(path + " is not one of the known names"));
    }
  }
}
