package network.lumora.consumer.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import network.lumora.consumer.open.Checked;
import network.lumora.consumer.open.Dataset;
import network.lumora.consumer.open.Intake;
import network.lumora.consumer.open.Summary;

/** The results of one order that are here, each checked. One thread. */
public final class Purchase implements Closeable {
  private final Intake intake;
  private final List<Checked.Broken> missing;

  Purchase(Intake intake, List<Checked.Broken> missing) {
    this.intake = intake;
    this.missing = missing;
  }

  /** All results: those that came, as they came, then those that are missing. */
  public void forEach(Consumer<Checked> reader) throws IOException {
    intake.forEach(reader);
    missing.forEach(reader);
  }

  /** What did not verify or is missing; use nothing of it. */
  public List<Checked.Broken> broken() throws IOException {
    var all = new ArrayList<>(intake.broken());
    all.addAll(missing);
    return all;
  }

  public Summary summary() throws IOException {
    return intake.summary(missing);
  }

  /** Writes JSON lines for what verified, and beside it for what did not. */
  public Dataset write(Path file) throws IOException {
    var dataset = new Dataset(file);
    dataset.write(intake, missing);
    return dataset;
  }

  @Override
  public void close() throws IOException {
    intake.close();
  }
}
