/**
 * A run of rows on the wire: one `ArrayBuffer` in Arrow's layout, and a table of contents.
 *
 * `layout` lists, depth first over the columns' types, one record per node: its length (values), then the byte offset and
 * byte length in `body` of each of its buffers. Offsets are multiples of 8. A validity buffer is a bitmap, least significant
 * bit first, 1 = valid; its length is 0 when nothing is NULL.
 *
 * | kind | buffers after validity | children |
 * |---|---|---|
 * | BOOLEAN | one byte a value, 0 or 1 | |
 * | integers, FLOAT, DOUBLE | the values, little endian, at their natural width | |
 * | HUGEINT, UHUGEINT, UUID | 16 bytes: low, then high 64 bits. A UUID's topmost bit is flipped, as the engine keeps it | |
 * | DECIMAL | width ≤ 4: 2 bytes, ≤ 9: 4, ≤ 18: 8, else 16, as the integers above | |
 * | DATE | int32 days since 1970-01-01; ±2147483647 are the infinities | |
 * | TIME, TIME_NS | int64 microseconds, nanoseconds of the day | |
 * | TIMETZ | uint64: microseconds << 24 or'ed with (57599 − offset in seconds) | |
 * | TIMESTAMP… | int64 microseconds (also TZ), seconds (_S), milliseconds (_MS), nanoseconds (_NS); ±(2⁶³ − 1) are the infinities | |
 * | INTERVAL | 16 bytes: int32 months, int32 days, int64 microseconds | |
 * | VARCHAR, TEXT, BLOB, BIT, BIGNUM | views (16 bytes a value) and heap, Arrow's view layout: int32 length, then the bytes themselves if at most 12, else 4 bytes of prefix, 4 unused, uint32 offset into the heap | |
 * | ENUM | index: 1 byte up to 255 labels, 2 up to 65,535, else 4 | |
 * | LIST | uint32 offset and uint32 size per value, two buffers | the child |
 * | MAP | the same | a STRUCT node of key and value |
 * | ARRAY | none | the child, length × size values |
 * | STRUCT | none | one per field |
 * | UNION | none | one UTINYINT node for the tag, then one per member |
 * | NULL | none | |
 */
export interface Batch {
  rowCount: number;
  /** Plain numbers: a buffer of its own would cost a small result more than its values. */
  layout: number[];
  body: ArrayBuffer;
}
