package dev.aftlab.worker.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server on loopback that serves bytes by path, with configurable failures. */
final class LoopbackServer implements AutoCloseable {
  /** How a server answers a request. */
  interface Manner {
    void answer(HttpExchange exchange, byte[] content, int from) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> contents = new HashMap<>();
  private final List<Manner> manners = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  LoopbackServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The address below which everything is. */
  String base() {
    return "http://"
        + server.getAddress().getAddress().getHostAddress()
        + ":"
        + server.getAddress().getPort()
        + "/";
  }

  void serve(String path, byte[] content) {
    contents.put("/" + path, content);
  }

  /** The next requests are answered with these failures, one each; later ones correctly. */
  void next(Manner... misbehaviour) {
    manners.addAll(Arrays.asList(misbehaviour));
  }

  /** The requested paths, each with its range. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(exchange.getRequestURI().getPath() + (range == null ? "" : " " + range));
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
    byte[] content = contents.get(exchange.getRequestURI().getPath());
    try (exchange) {
      (content == null
              ? status(404)
              : manners.isEmpty() ? (Manner) LoopbackServer::proper : manners.removeFirst())
          .answer(exchange, content, from);
    }
  }

  /** The requested bytes. */
  static void proper(HttpExchange exchange, byte[] content, int from) throws IOException {
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    exchange.getResponseBody().write(content, from, content.length - from);
  }

  /** The given number of requested bytes, then the end of the connection. */
  static Manner cutAfter(int bytes) {
    return (exchange, content, from) -> {
      if (from > 0) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
      }
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
      OutputStream body = exchange.getResponseBody();
      body.write(content, from, bytes);
      body.flush();
    };
  }

  /** The whole content for any request. */
  static void whole(HttpExchange exchange, byte[] content, int from) throws IOException {
    proper(exchange, content, 0);
  }

  /** Another range than the requested one. */
  static void otherRange(HttpExchange exchange, byte[] content, int from) throws IOException {
    proper(exchange, content, from + 1);
  }

  static Manner status(int status) {
    return (exchange, content, from) -> exchange.sendResponseHeaders(status, -1);
  }

  static Manner redirectedTo(String location) {
    return (exchange, content, from) -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  /** Some bytes, and then silence for as long as the reader waits. */
  static Manner silentAfter(int bytes, CountDownLatch release) {
    return (exchange, content, from) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, bytes);
      exchange.getResponseBody().flush();
      try {
        release.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
