package dev.aftlab.worker.temporal;

import dev.aftlab.workflows.sweep.RunSearchAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the search attributes on a server, over the existing connection and its credentials.
 */
final class SearchAttributeSetup {
  private static final Logger LOG = LoggerFactory.getLogger(SearchAttributeSetup.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final WorkflowServiceStubs stubs;
  private final String namespace;

  SearchAttributeSetup(WorkflowServiceStubs stubs, String namespace) {
    this.stubs = stubs;
    this.namespace = namespace;
  }

  /**
   * Whether the server has all search attributes now; if they are missing and creating them is not
   * permitted, the log says what to do.
   */
  boolean ensure() {
    try {
      Set<String> missing = missing();
      if (!missing.isEmpty()) {
        add(missing);
      }
      return true;
    } catch (StatusRuntimeException refused) {
      LOG.warn(
          "search attributes are not available: {}. The server's administrator must add the"
              + " keywords {}",
          refused.getStatus(),
          RunSearchAttributes.all().stream().map(SearchAttributeKey::getName).toList());
      return false;
    }
  }

  private Set<String> missing() {
    Map<String, IndexedValueType> there =
        operator()
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
            .getCustomAttributesMap();
    Set<String> missing = new TreeSet<>();
    RunSearchAttributes.all().stream()
        .map(SearchAttributeKey::getName)
        .filter(name -> !there.containsKey(name))
        .forEach(missing::add);
    return missing;
  }

  /** A concurrent registration is no error: the server reports success. */
  private void add(Set<String> names) {
    AddSearchAttributesRequest.Builder request =
        AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
    names.forEach(
        name -> request.putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    operator().addSearchAttributes(request.build());
  }

  private OperatorServiceBlockingStub operator() {
    return OperatorServiceGrpc.newBlockingStub(stubs.blockingStub().getChannel())
        .withDeadlineAfter(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
