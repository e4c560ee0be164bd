/**
 * The state of the tensor engine as a service.
 *
 * <p>The engine bundle implements {@link io.mingle.engine.EngineStatus} and registers it once
 * libtorch has been looked for; {@code io.mingle.core} calls it before it uses any {@code ai.djl}
 * type, and hosts call it to explain what is missing.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package io.mingle.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
