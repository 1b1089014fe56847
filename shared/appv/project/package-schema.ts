import { z } from 'zod';
import { packageProjectSchema } from './package-project.ts';

/** assets/schemas/package.schema.json: the form of a project as JSON Schema, draft 2020-12, for editors. */
export function packageSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(packageProjectSchema, { target: 'draft-2020-12' });
  return {
    $schema,
    title: 'Packwright package project',
    description: 'Files, identity and applications of an App-V package: <name>.package.json',
    ...rest,
  };
}
