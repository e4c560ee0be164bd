package io.mingle.spring;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application says about Mingle, with the prefix {@code mingle}.
 *
 * @param model a model folder; if it is missing or blank, the embedded model is used
 * @param skills a folder whose jars are installed, replaced and removed while the application runs;
 *     made if need be. None is watched if it is missing or blank
 * @param framework properties of the framework, which bundles read, for example {@code
 *     mingle.framework[mingle.engine.threads]=4}
 */
@ConfigurationProperties("mingle")
public record MingleProperties(
        String model, String skills, @DefaultValue Map<String, String> framework) {}
