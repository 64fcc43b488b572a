package dev.aftlab.workflows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aftlab.experiments.result.Json;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** How records travel through Temporal: as JSON, by the product's own mapping. */
public final class DataConverters {

  private DataConverters() {}

  /**
   * For every client and worker. A field that is not known is skipped, and a number that is not
   * there yet is 0, so that workers of two versions understand each other and old histories replay.
   */
  public static DefaultDataConverter create() {
    ObjectMapper lenient =
        Json.mapper()
            .copy()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(lenient));
  }
}
