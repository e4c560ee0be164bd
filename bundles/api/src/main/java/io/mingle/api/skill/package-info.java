/**
 * The generic way to offer and to call an ability that the caller was not compiled against.
 *
 * <p>Bundles of skills implement {@link io.mingle.api.skill.Skill}, register it as a service, and
 * declare the capability {@code io.mingle.skill} with the attributes {@code name} and {@code
 * version}; hosts, shells and servers list and invoke it.
 */
@Export
@Version("1.0.0")
package io.mingle.api.skill;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
