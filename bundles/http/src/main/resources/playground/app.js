// Starts the page's parts.

import * as composer from './composer.js';
import * as keys from './keys.js';
import * as live from './live.js';
import * as look from './look.js';
import * as modes from './modes.js';
import * as skills from './skills.js';

look.begin();
keys.begin();
modes.begin();
composer.begin();
skills.begin();
live.begin();
