package dev.aftlab.activities.model;

import dev.aftlab.activities.failure.CorruptInputException;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.lm.model.ModelCheck;
import dev.aftlab.activities.lm.model.ModelConfig;
import dev.aftlab.activities.lm.model.TensorEntry;
import dev.aftlab.activities.lm.model.WeightFiles;
import dev.aftlab.activities.lm.token.ChatTemplate;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.experiments.plan.PinnedModel;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.spec.ModelSpec;
import dev.aftlab.experiments.spec.PromptSpec;
import dev.aftlab.experiments.text.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds base models: folders in the Hugging Face layout, those of the local Hugging Face cache,
 * what train steps left in the store, and the ones that ship with the product, which are unpacked
 * once into a cache. A model's digest is over the digests of its files; each file is hashed once as
 * long as its size and time stay.
 */
public final class BaseModels {
  private static final String CATALOG = "catalog:";
  private static final String ARTIFACT = "artifact:";
  private static final String HUB = "hf:";
  private static final List<String> SHIPPED = List.of("miniature");
  private static final List<String> FILES =
      List.of(
          "config.json",
          "generation_config.json",
          "model.safetensors",
          "tokenizer.json",
          "tokenizer_config.json");

  private final ArtifactStore store;
  private final HuggingFaceCache hub;
  private final Path cache;
  private final AllowedPaths roots;
  private final FileDigests digests;
  private final WeightCheck weights;
  private final Map<Inputs, String> known = new ConcurrentHashMap<>();

  /**
   * Over a store and a cache folder, and the Hugging Face cache of this process's environment.
   *
   * @param store where trained models are
   * @param cache where shipped models and digests are kept
   * @param roots what models may be read from
   */
  public BaseModels(ArtifactStore store, Path cache, AllowedPaths roots) {
    this(
        store,
        HuggingFaceCache.of(System.getenv(), Path.of(System.getProperty("user.home"))),
        cache,
        roots);
  }

  BaseModels(ArtifactStore store, HuggingFaceCache hub, Path cache, AllowedPaths roots) {
    this.store = store;
    this.hub = hub;
    this.cache = cache;
    this.roots = roots;
    this.digests = new FileDigests(cache.resolve("digests.json"));
    this.weights = new WeightCheck(cache.resolve("sound-weights.json"));
  }

  /**
   * Pins a model: its digest and number of parameters. Rejects what cannot be loaded or is not
   * valid, and keeps no weights in memory.
   */
  public PinnedModel pin(ModelSpec spec) {
    Path folder = folder(spec.base());
    ModelCheck.check(folder);
    boolean joined = Prompts.check(folder, spec.prompt());
    weights.require(digest(new Inputs(weightFiles(folder), false)), folder);
    return new PinnedModel(
        spec.base(),
        digest(Inputs.of(folder, spec.prompt())),
        parameters(folder),
        spec.prompt(),
        joined);
  }

  /**
   * How many positions a model has: the longest prompt together with what follows it, in tokens.
   */
  public int positions(ModelSpec spec) {
    return ModelConfig.read(folder(spec.base())).maxPositions();
  }

  /** The folder of a pinned model, after a check that it is still the same. */
  public Path verified(PinnedModel model) {
    Path folder = folder(model.base());
    String digest = known.computeIfAbsent(Inputs.of(folder, model.prompt()), this::digest);
    if (!digest.equals(model.digest())) {
      throw new CorruptInputException(
          "base model "
              + folder
              + " has changed since the plan was made: its digest is "
              + digest.substring(0, 10)
              + ", the plan has "
              + model.digest().substring(0, 10)
              + "; plan again, or restore the old files");
    }
    return folder;
  }

  /**
   * The folder of a model.
   *
   * @param base as in {@link ModelSpec#base}
   * @throws UnusableInputException when there is none of that name
   */
  public Path folder(String base) {
    if (base.startsWith(CATALOG)) {
      return shipped(base.substring(CATALOG.length()));
    }
    if (base.startsWith(ARTIFACT)) {
      return ModelFolder.require(trained(base.substring(ARTIFACT.length())));
    }
    if (base.startsWith(HUB)) {
      return ModelFolder.require(hub.snapshot(base.substring(HUB.length())));
    }
    return given(roots.resolve(base), roots.places().remedy(base));
  }

  /** Whether a name means something else than a folder. */
  public static boolean isNamed(String base) {
    return Stream.of(CATALOG, ARTIFACT, HUB).anyMatch(base::startsWith);
  }

  /**
   * A folder named by the user, after a check that it is a model's.
   *
   * @param folder the folder
   * @param remedy how to get it when it is missing
   * @throws UnusableInputException when it is not there or lacks a file
   */
  public static Path given(Path folder, Optional<String> remedy) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw ModelFolder.notAFolder(folder);
    }
    if (!Files.isDirectory(folder)) {
      String help =
          remedy.orElse("give a folder with config.json, model.safetensors and tokenizer.json");
      throw new UnusableInputException("there is no folder " + folder + "; " + help);
    }
    return ModelFolder.require(folder);
  }

  /** The model of a train step, named by its fingerprint or the first digits of it. */
  private Path trained(String fingerprint) {
    if (!fingerprint.matches("[0-9a-f]{8,64}")) {
      throw new UnusableInputException(
          "'artifact:"
              + fingerprint
              + "' is not a fingerprint: 8 to 64 hexadecimal digits are expected");
    }
    List<Manifest> found =
        store.list(StepKind.TRAIN).stream()
            .filter(manifest -> manifest.fingerprint().value().startsWith(fingerprint))
            .toList();
    if (found.size() != 1) {
      String help =
          found.isEmpty()
              ? "; if it was quarantined as corrupt, a run of the experiment that made it makes it"
                  + " again"
              : "; give more digits";
      throw new UnusableInputException(
          "the store has "
              + found.size()
              + " train artifacts whose fingerprints begin with "
              + fingerprint
              + help);
    }
    return store.open(found.getFirst()).resolve("model");
  }

  private Path shipped(String name) {
    if (!SHIPPED.contains(name)) {
      throw new UnusableInputException(
          "no model '" + name + "' ships with the product" + Suggestions.hint(name, SHIPPED));
    }
    Path folder = cache.resolve("models").resolve(name);
    FILES.forEach(file -> unpack(name, file, folder));
    return folder;
  }

  private static void unpack(String name, String file, Path folder) {
    Path target = folder.resolve(file);
    try (InputStream in =
        BaseModels.class.getResourceAsStream(
            "/dev/aftlab/activities/catalog/" + name + "/" + file)) {
      if (in == null || Files.exists(target)) {
        return;
      }
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, file, ".part");
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "cannot unpack the shipped model " + name + " to " + folder, failure);
    }
  }

  private String digest(Inputs inputs) {
    TreeMap<String, String> found = new TreeMap<>();
    inputs.files().forEach(file -> found.put(file.getFileName().toString(), digests.of(file)));
    if (inputs.chat()) {
      found.put("chat templates", ChatTemplate.VERSION);
    }
    return Sha256.hex(found.toString());
  }

  private static List<Path> weightFiles(Path folder) {
    return Stream.concat(
            Stream.of(folder.resolve(ModelConfig.FILE)), WeightFiles.of(folder).stream())
        .toList();
  }

  /**
   * What of a model can change a number: files, those of a chat's template only where there is a
   * chat.
   */
  private record Inputs(List<Path> files, boolean chat) {
    static Inputs of(Path folder, PromptSpec prompt) {
      boolean chat = prompt instanceof PromptSpec.Chat;
      Set<Path> files = new LinkedHashSet<>();
      FILES.forEach(name -> files.add(folder.resolve(name)));
      files.addAll(WeightFiles.of(folder));
      if (chat) {
        files.addAll(ChatTemplate.files(folder));
      }
      return new Inputs(files.stream().filter(Files::isRegularFile).toList(), chat);
    }
  }

  private static long parameters(Path folder) {
    try (WeightFiles weights = WeightFiles.open(folder)) {
      return weights.tensors().values().stream().mapToLong(TensorEntry::elements).sum();
    }
  }
}
