// Tells zod to make no code of text, which the page's policy forbids: it would try as soon as a schema is made, so this is imported
// before every schema.

import * as z from "zod";

z.config({ jitless: true });
