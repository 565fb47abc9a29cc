import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';

/** The table of pictures that a company has stored. */
export const MediaFileSchema = defineEntity({
  name: 'MediaFile',
  tableName: 'media_files',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'fileName'] }],
  properties: {
    ...companyColumns,
    /** Name in the media store, made from the content: one picture is stored once. */
    fileName: p.string().length(80),
    mime: p.string().length(40),
    sizeBytes: p.integer(),
    /** Where it is served, from the root of our own address. */
    url: p.string().length(200),
  },
});

/** A picture of a company in the media store. */
export class MediaFile extends MediaFileSchema.class {}
MediaFileSchema.setClass(MediaFile);
