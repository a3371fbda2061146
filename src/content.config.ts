/** The course's pages and their front matter. */
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';

export const collections = {
  docs: defineCollection({
    loader: glob({ base: './content', pattern: '**/[^_]*.{md,mdx}' }),
    schema: docsSchema({
      extend: z.object({
        /** 1–19 for chapters; other pages have none. */
        chapter: z.number().int().min(1).optional(),
        kicker: z.string().optional(),
        lede: z.string().optional(),
        goals: z.array(z.string()).default([]),
        /** What the page is about by names that it does not use itself: the search finds it under these. */
        subjects: z.array(z.string()).default([]),
        /** Slugs of the pages that this one builds on. */
        needs: z.array(z.string()).default([]),
        /** Shows the disclaimer at the foot. */
        clinical: z.boolean().default(false),
      }),
    }),
  }),
};
