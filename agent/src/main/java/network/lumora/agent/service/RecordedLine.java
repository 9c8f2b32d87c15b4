package network.lumora.agent.service;

import java.io.IOException;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.history.LineBook;
import network.lumora.agent.history.LineRecorder;

/** The line with its history, and the clock that has it looked at while work runs. */
record RecordedLine(LineBook book, LineRecorder recorder, LineClock clock)
    implements AutoCloseable {
  /** Less each second is what keeps the link alive. */
  private static final long WORK_BYTES = 4 * 1024;

  static RecordedLine of(LineBook book, Allowance allowance, World world) {
    var recorder = recorder(book, allowance, world);
    recorder.keep(allowance.settings().retentionDays() > 0);
    return new RecordedLine(book, recorder, new LineClock(() -> looksBusy(recorder)));
  }

  private static boolean looksBusy(LineRecorder recorder) {
    recorder.look();
    return recorder
        .newest()
        .filter(one -> one.own().up() + one.own().down() >= WORK_BYTES * one.seconds())
        .isPresent();
  }

  static LineRecorder recorder(LineBook book, Allowance allowance, World world) {
    return new LineRecorder(
        book, allowance::sinceStart, world.machine().counters(), world.clock(), world.zone());
  }

  /** Writes down what is left. */
  @Override
  public void close() throws IOException {
    clock.close();
    recorder.look();
    recorder.flush();
  }
}
