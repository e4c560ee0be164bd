package io.mingle.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class of a skill: Mingle is started once for all of them, with the embedded nano model and
 * the bundle under test.
 *
 * <p>A jar is there after the package phase: where nothing but it has the bundle's manifest, call
 * the class an integration test.
 *
 * <p>Tests take {@link io.mingle.host.Mingle} and {@link io.mingle.broker.Broker} as parameters;
 * those of nested classes do, too.
 *
 * <pre>{@code
 * @SkillTest
 * class GreetingIT {
 *     @Test
 *     void itGreets(Mingle mingle) {
 *         SkillRequest request = new SkillRequest(Map.of("name", "you"), GenerationOptions.GREEDY);
 *         Generation<SkillResult> greeting = mingle.invoke("greeting", request);
 *         Map<String, Object> said = greeting.join(Duration.ofMinutes(1)).result().values();
 *         assertEquals("Hello, you.", said.get("text"));
 *     }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(MingleExtension.class)
public @interface SkillTest {

    /**
     * Names the bundles under test, relative to the module: jars, folders with a manifest, or the
     * folder of a build. All test classes of a JVM name the same ones: it has one Mingle, and a
     * class that asks for others is refused.
     *
     * @return the folder of Maven's build, if left out
     */
    String[] bundles() default "target";
}
