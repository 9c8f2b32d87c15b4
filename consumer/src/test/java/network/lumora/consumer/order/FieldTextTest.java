package network.lumora.consumer.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import network.lumora.protocol.message.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTextTest {
  @Test
  void readsSelectorAttributeAndStar() throws Exception {
    assertThat(FieldText.parse("t=title")).isEqualTo(new Field("t", "title", null, false));
    assertThat(FieldText.parse("t=h2*")).isEqualTo(new Field("t", "h2", null, true));
    assertThat(FieldText.parse("t=a@href*")).isEqualTo(new Field("t", "a", "href", true));
    assertThat(FieldText.parse("t=a[rel=x]@data-id"))
        .isEqualTo(new Field("t", "a[rel=x]", "data-id", false));
    assertThat(FieldText.parse("t=a[title=\"x@y\"]"))
        .isEqualTo(new Field("t", "a[title=\"x@y\"]", null, false));
    assertThat(FieldText.parse("t=*")).isEqualTo(new Field("t", "*", null, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "=title", "t=", "1t=title", "a b=title", "t=@href"})
  void refusesWhatIsNoField(String text) {
    assertThatThrownBy(() -> FieldText.parse(text))
        .isInstanceOf(BadOrderException.class)
        .hasMessageContaining(text);
  }

  @Test
  void aFieldsFileThatIsNoneShowsWhatOneLooksLike() {
    assertThatThrownBy(() -> FieldsFile.parse("[]")).hasMessageContaining("{\"fields\":[");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:7400",
        "ftp://a",
        "http://a/path",
        "http://a?q",
        "http://u@a",
        "http://"
      })
  void refusesWhatIsNoCoordinatorsAddress(String text) {
    assertThatThrownBy(() -> CoordinatorUrl.parse(text)).isInstanceOf(BadOrderException.class);
  }

  @Test
  void spellsACoordinatorsAddressInOneWay() throws Exception {
    assertThat(CoordinatorUrl.parse("HTTP://LocalHost:80/")).isEqualTo("http://localhost");
    assertThat(CoordinatorUrl.parse("https://a:7400")).isEqualTo("https://a:7400");
  }
}
