package dev.aftlab.workflows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.aftlab.experiments.result.Json;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** How records travel through Temporal: as JSON, by the product's own mapping. */
public final class DataConverters {

  private DataConverters() {}

  /** For every client and worker. A field that is not known is skipped, so that workers of two versions understand each other. */
  public static DataConverter create() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(
            new JacksonJsonPayloadConverter(Json.mapper().copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)));
  }
}
