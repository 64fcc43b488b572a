package dev.aftlab.activities.step;

import dev.aftlab.activities.lm.model.CausalModel;
import dev.aftlab.activities.lm.model.ModelConfig;
import dev.aftlab.activities.lm.model.SafetensorsReader;
import dev.aftlab.activities.lm.model.TensorEntry;
import dev.aftlab.experiments.plan.PinnedModel;
import dev.aftlab.experiments.spec.ModelSpec;
import dev.aftlab.experiments.spec.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds base models: folders in the Hugging Face layout, and the ones that ship with the product, which are unpacked once into a cache.
 * A model's digest is over the digests of its files; each file is hashed once as long as its size and time stay.
 */
public final class BaseModels {
  private static final String CATALOG = "catalog:";
  private static final List<String> SHIPPED = List.of("miniature");
  private static final List<String> FILES =
      List.of("config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json");

  private final Path cache;
  private final Path workingFolder;
  private final FileDigests digests;
  private final Map<Path, String> known = new ConcurrentHashMap<>();

  /**
   * Over a cache folder.
   *
   * @param cache where shipped models and digests are kept
   * @param workingFolder what relative folders are relative to
   */
  public BaseModels(Path cache, Path workingFolder) {
    this.cache = cache;
    this.workingFolder = workingFolder;
    this.digests = new FileDigests(cache.resolve("digests.json"));
  }

  /** Pins a model: its digest and number of parameters. Reads no weights into memory. */
  public PinnedModel pin(ModelSpec spec) {
    Path folder = folder(spec.base());
    ModelConfig.read(folder);
    return new PinnedModel(spec.base(), digest(folder), parameters(folder), spec.prompt());
  }

  /** The folder of a pinned model, after a look whether it is still the same. */
  Path verified(PinnedModel model) {
    Path folder = folder(model.base());
    String digest = known.computeIfAbsent(folder, this::digest);
    if (!digest.equals(model.digest())) {
      throw new DamagedInputException(
          "base model " + folder + " has changed since the plan was made: its digest is " + digest.substring(0, 10) + ", the plan has "
              + model.digest().substring(0, 10) + "; plan again, or bring the old files back");
    }
    return folder;
  }

  private Path folder(String base) {
    if (base.startsWith(CATALOG)) {
      return shipped(base.substring(CATALOG.length()));
    }
    Path folder = workingFolder.resolve(base).normalize();
    if (!Files.isDirectory(folder)) {
      throw new WrongSpecException("there is no folder " + folder + "; give a folder with config.json, model.safetensors and tokenizer.json");
    }
    for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new WrongSpecException("the folder " + folder + " has no file " + file);
      }
    }
    return folder;
  }

  private Path shipped(String name) {
    if (!SHIPPED.contains(name)) {
      throw new WrongSpecException("no model '" + name + "' ships with the product" + Names.hint(name, SHIPPED));
    }
    Path folder = cache.resolve("models").resolve(name);
    FILES.forEach(file -> unpack(name, file, folder));
    return folder;
  }

  private static void unpack(String name, String file, Path folder) {
    Path target = folder.resolve(file);
    try (InputStream in = BaseModels.class.getResourceAsStream("/dev/aftlab/activities/catalog/" + name + "/" + file)) {
      if (in == null || Files.exists(target)) {
        return;
      }
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, file, ".part");
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot unpack the shipped model " + name + " to " + folder, failure);
    }
  }

  private String digest(Path folder) {
    TreeMap<String, String> files = new TreeMap<>();
    FILES.stream().filter(file -> Files.isRegularFile(folder.resolve(file))).forEach(file -> files.put(file, digests.of(folder.resolve(file))));
    return FileDigests.ofText(files.toString());
  }

  private static long parameters(Path folder) {
    try (SafetensorsReader reader = SafetensorsReader.open(folder.resolve(CausalModel.WEIGHTS))) {
      return reader.tensors().values().stream().mapToLong(TensorEntry::elements).sum();
    }
  }
}
