package io.mingle.trust.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about trust. */
@ObjectClassDefinition(
        name = "Mingle trust",
        description = "Which jars may be installed from outside, and are then not restricted.")
@interface TrustConfiguration {

    /**
     * Lists the jars that are trusted; all others are refused.
     *
     * @return rules, as {@link io.mingle.trust.TrustRules} has them; if there is none, the
     *     framework property {@code mingle.trust} decides
     */
    @AttributeDefinition(
            name = "Rules",
            description =
                    "Jars that are trusted, one rule each: sha256:DIGEST, signer:FINGERPRINT,"
                            + " name:PATTERN, or all. Others are refused. With no rule here, what"
                            + " the host was started with holds. A change holds for what is"
                            + " installed after it.")
    String[] rules() default {};
}
