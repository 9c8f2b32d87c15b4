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
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes records, strictly: each component that is not {@code @Nullable} must be there,
 * none twice; unknown names are passed over. Gson itself fills what is missing with zeros.
 */
final class RecordAdapters implements TypeAdapterFactory {
  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    return type.getRawType().isRecord() ? new RecordAdapter<>(gson, type) : null;
  }

  private static final class RecordAdapter<T> extends TypeAdapter<T> {
    private final Constructor<? super T> constructor;
    private final RecordComponent[] components;
    private final TypeAdapter<?>[] adapters;
    private final Map<String, Integer> positions = new HashMap<>();

    RecordAdapter(Gson gson, TypeToken<T> type) {
      components = type.getRawType().getRecordComponents();
      constructor = canonicalConstructor(type.getRawType(), components);
      adapters = new TypeAdapter<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        adapters[i] = gson.getAdapter(TypeToken.get(components[i].getGenericType()));
        positions.put(components[i].getName(), i);
        components[i].getAccessor().setAccessible(true);
      }
    }

    private static <R> Constructor<? super R> canonicalConstructor(
        Class<? super R> type, RecordComponent[] components) {
      var types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
      }
      try {
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("a record has its canonical constructor", e);
      }
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      out.beginObject();
      Polymorphic.writeType(out, value);
      for (int i = 0; i < components.length; i++) {
        out.name(components[i].getName());
        var component = component(value, i);
        if (component == null) {
          out.nullValue();
        } else {
          writeWith(adapters[i], out, component);
        }
      }
      out.endObject();
    }

    private @Nullable Object component(T value, int i) {
      try {
        return components[i].getAccessor().invoke(value);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a record's accessor cannot fail", e);
      }
    }

    @SuppressWarnings("unchecked")
    private static <C> void writeWith(TypeAdapter<C> adapter, JsonWriter out, Object value)
        throws IOException {
      adapter.write(out, (C) value);
    }

    @Override
    public T read(JsonReader in) throws IOException {
      var values = new @Nullable Object[components.length];
      if (in.peek() != JsonToken.BEGIN_OBJECT) {
        throw new JsonParseException(in.getPath() + " is not an object");
      }
      in.beginObject();
      while (in.hasNext()) {
        readComponent(in, values);
      }
      in.endObject();
      requireAll(in, values);
      return construct(in, values);
    }

    private void readComponent(JsonReader in, @Nullable Object[] values) throws IOException {
      var position = positions.get(in.nextName());
      if (position == null) {
        in.skipValue();
      } else if (values[position] != null) {
        throw new JsonParseException(in.getPath() + " comes twice");
      } else if (in.peek() == JsonToken.NULL && isNullable(components[position])) {
        in.nextNull();
      } else {
        values[position] = adapters[position].read(in);
      }
    }

    private void requireAll(JsonReader in, @Nullable Object[] values) {
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null && !isNullable(components[i])) {
          throw new JsonParseException(in.getPath() + " has no " + components[i].getName());
        }
      }
    }

    private static boolean isNullable(RecordComponent component) {
      return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    @SuppressWarnings("unchecked")
    private T construct(JsonReader in, @Nullable Object[] values) {
      try {
        return (T) constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        throw new JsonParseException(in.getPath() + ": " + e.getTargetException().getMessage(), e);
      } catch (InstantiationException | IllegalAccessException e) {
        throw new IllegalStateException("a record can be constructed", e);
      }
    }
  }
}
