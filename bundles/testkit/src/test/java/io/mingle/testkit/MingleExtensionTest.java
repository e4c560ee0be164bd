package io.mingle.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** In the places where a test class can stand; none of them starts Mingle. */
class MingleExtensionTest {

    /** Gives a test its own context. */
    static final class Context implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ExtensionContext.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context;
        }
    }

    private static void assertBundle(String expected, ExtensionContext context) {
        assertArrayEquals(new String[] {expected}, MingleExtension.skillTest(context).bundles());
    }

    @Nested
    @SkillTest(bundles = "outer.jar")
    @ExtendWith(Context.class)
    class Outer {

        @Test
        void aClassHasTheBundlesThatItNames(ExtensionContext context) {
            assertBundle("outer.jar", context);
        }

        @Nested
        class Inner {

            @Test
            void aNestedClassHasTheBundlesOfTheClassAroundIt(ExtensionContext context) {
                assertBundle("outer.jar", context);
            }
        }

        @Nested
        @SkillTest(bundles = "other.jar")
        class Other {

            @Test
            void aNestedClassMayNameItsOwn(ExtensionContext context) {
                assertBundle("other.jar", context);
            }
        }
    }

    @SkillTest(bundles = "base.jar")
    abstract static class Base {}

    @Nested
    @ExtendWith(Context.class)
    class Derived extends Base {

        @Test
        void aClassHasTheBundlesOfItsSuperclass(ExtensionContext context) {
            assertBundle("base.jar", context);
        }
    }

    @Test
    @ExtendWith(Context.class)
    void aClassThatIsNoSkillTestIsToldToBecomeOne(ExtensionContext context) {
        ExtensionConfigurationException error =
                assertThrows(
                        ExtensionConfigurationException.class,
                        () -> MingleExtension.skillTest(context));
        assertTrue(error.getMessage().contains("Annotate it with @SkillTest"), error.getMessage());
    }
}
