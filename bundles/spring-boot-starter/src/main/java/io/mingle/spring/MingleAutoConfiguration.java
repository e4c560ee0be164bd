package io.mingle.spring;

import io.mingle.host.Mingle;
import java.nio.file.Path;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** Starts Mingle with the application's context and stops it with that, unless there is one. */
@AutoConfiguration
@EnableConfigurationProperties(MingleProperties.class)
public class MingleAutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Mingle mingle(MingleProperties properties) {
        Mingle.Builder builder = Mingle.builder();
        if (StringUtils.hasText(properties.model())) {
            builder.model(Path.of(properties.model()));
        }
        if (StringUtils.hasText(properties.skills())) {
            builder.skills(Path.of(properties.skills()));
        }
        properties.framework().forEach(builder::property);
        return builder.start();
    }

    /** With the actuator, {@code /actuator/health} has a part {@code mingle}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class Health {

        @Bean
        @ConditionalOnEnabledHealthIndicator("mingle")
        @ConditionalOnMissingBean(name = "mingleHealthIndicator")
        HealthIndicator mingleHealthIndicator(Mingle mingle) {
            return new MingleHealthIndicator(mingle);
        }
    }
}
