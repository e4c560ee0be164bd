package io.mingle.itests.skill;

import io.mingle.api.skill.Skill;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** What a skill does that its author did not think through. Part of {@link SkillBundle}. */
public enum Misbehaviour {
    /** It throws when it is called. */
    THROWS {
        @Override
        void show() {
            throw new IllegalArgumentException("the author did not think of this");
        }
    },
    /** It begins and never ends. */
    NEVER_ENDS {
        @Override
        void show() {
            // Nobody will ever write to the channel.
        }
    },
    /** It recurses until the stack is full. */
    OVERFLOWS {
        @Override
        void show() {
            show();
        }
    },
    /** It allocates until the heap is full. */
    EXHAUSTS_THE_HEAP {
        @Override
        void show() {
            long[][] all = new long[1 << 20][];
            for (int i = 0; i < all.length; i++) {
                all[i] = new long[1 << 24];
            }
        }
    },
    /** It stops its own bundle while it is being called. */
    STOPS_ITSELF {
        @Override
        void show() {
            try {
                bundle().stop();
            } catch (BundleException e) {
                throw new IllegalStateException(e);
            }
        }
    },
    /** It registers itself a second time. */
    REGISTERS_TWICE {
        @Override
        void show() {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("name", "echo");
            bundle().getBundleContext().registerService(Skill.class, new EchoSkill(), properties);
        }
    },
    /** It starts a thread that nobody ends. */
    LEAKS_A_THREAD {
        @Override
        void show() {
            Thread thread =
                    new Thread(
                            () -> {
                                while (true) {
                                    try {
                                        Thread.sleep(60_000);
                                    } catch (InterruptedException e) {
                                        return;
                                    }
                                }
                            },
                            "leaked");
            thread.setDaemon(true);
            thread.start();
        }
    };

    abstract void show();

    private static Bundle bundle() {
        return FrameworkUtil.getBundle(Misbehaviour.class);
    }
}
