package dev.aftlab.worker.fetch;

import java.net.URI;
import java.util.List;

/**
 * A public data set or model.
 *
 * @param name the name to fetch it by
 * @param about a one-sentence description
 * @param licence the publisher's licence
 * @param sources the addresses of its files
 */
public record Publication(String name, String about, String licence, List<Source> sources) {

  /** Copies the list. */
  public Publication {
    sources = List.copyOf(sources);
  }

  /**
   * Files below one address.
   *
   * @param base the address, ending with a slash
   * @param files the files
   */
  public record Source(String base, List<Pin> files) {

    /** Copies the list. */
    public Source {
      files = List.copyOf(files);
    }
  }

  /**
   * A pinned file.
   *
   * @param path its path below the source's address, and below the folder that it is fetched into
   * @param bytes its size
   * @param sha256 its checksum, 64 hexadecimal digits
   */
  public record Pin(String path, long bytes, String sha256) {}

  /** A file with its address. */
  public record Published(URI address, Pin pin) {}

  /** All files, in the order of their sources. */
  public List<Published> files() {
    return sources.stream()
        .flatMap(
            source ->
                source.files().stream()
                    .map(pin -> new Published(URI.create(source.base() + pin.path()), pin)))
        .toList();
  }

  /** The size of all files together. */
  public long bytes() {
    return files().stream().mapToLong(file -> file.pin().bytes()).sum();
  }
}
