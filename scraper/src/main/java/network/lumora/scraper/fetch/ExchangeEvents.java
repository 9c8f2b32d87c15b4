package network.lumora.scraper.fetch;

import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;

/** Tells the meter which part of the exchange the bytes belong to. */
final class ExchangeEvents extends EventListener {
  private final Meter meter;

  ExchangeEvents(Meter meter) {
    this.meter = meter;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    meter.connected();
  }

  @Override
  public void requestHeadersStart(Call call) {
    meter.headersBegin();
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    meter.headersEnd();
  }
}
