/// What the pass over a text does for every byte, where the processor's vectors are worth four times the Swift that says the same: SSE2, which every x86-64 has, and plain C for
/// others. Header only, so that the compiler makes it part of the loops that call it.
///
/// Nothing here looks where a text ends: the caller says in a comment why the bytes are there.
#ifndef C_TEXT_SCAN_H
#define C_TEXT_SCAN_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// 64 bytes, as a bit for each, the first one the lowest.
typedef struct {
  /// `a` to `z`
  uint64_t lower;
  /// `A` to `Z` and `0` to `9`
  uint64_t loud;
  uint64_t underscores;
  /// Blanks and control characters: up to 0x20.
  uint64_t blanks;
  /// One of two bytes that are looked for.
  uint64_t marks;
} CTextBits;

/// Two numbers of 64 bits, one for each of two groups of rows.
typedef struct {
  uint64_t first, second;
} CTextRows;

/// The bits of a byte, in the lowest one of each.
static inline CTextBits CTextBitsOfByte(uint8_t byte, uint8_t mark, uint8_t other) {
  CTextBits bits;
  bits.lower = (uint8_t)(byte - 'a') < 26;
  bits.loud = (uint8_t)(byte - 'A') < 26 || (uint8_t)(byte - '0') < 10;
  bits.underscores = byte == '_';
  bits.blanks = byte <= 0x20;
  bits.marks = byte == mark || byte == other;
  return bits;
}

/// The bits of 64 bytes, byte by byte.
static inline CTextBits CTextBitsPlain(const uint8_t *_Nonnull bytes, uint8_t mark, uint8_t other) {
  CTextBits all = {0, 0, 0, 0, 0};
  for (int index = 0; index < 64; index++) {
    CTextBits one = CTextBitsOfByte(bytes[index], mark, other);
    all.lower |= one.lower << index;
    all.loud |= one.loud << index;
    all.underscores |= one.underscores << index;
    all.blanks |= one.blanks << index;
    all.marks |= one.marks << index;
  }
  return all;
}

/// The bits of 64 bytes.
static inline CTextBits CTextBitsOf(const uint8_t *_Nonnull bytes, uint8_t mark, uint8_t other) {
#if defined(__SSE2__)
  CTextBits all = {0, 0, 0, 0, 0};
  const __m128i marks = _mm_set1_epi8((char)mark), others = _mm_set1_epi8((char)other);
  for (int part = 0; part < 4; part++) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    // A byte is in a range if, less the range's first, it is the smaller of itself and the range's length.
    const __m128i lower = _mm_sub_epi8(v, _mm_set1_epi8('a'));
    const __m128i upper = _mm_sub_epi8(v, _mm_set1_epi8('A'));
    const __m128i digit = _mm_sub_epi8(v, _mm_set1_epi8('0'));
    const __m128i letters = _mm_cmpeq_epi8(_mm_min_epu8(lower, _mm_set1_epi8(25)), lower);
    const __m128i capitals = _mm_cmpeq_epi8(_mm_min_epu8(upper, _mm_set1_epi8(25)), upper);
    const __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
    const __m128i blanks = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x20)), v);
    const __m128i found = _mm_or_si128(_mm_cmpeq_epi8(v, marks), _mm_cmpeq_epi8(v, others));
    const int shift = 16 * part;
    all.lower |= (uint64_t)(uint32_t)_mm_movemask_epi8(letters) << shift;
    all.loud |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_or_si128(capitals, digits)) << shift;
    all.underscores |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('_'))) << shift;
    all.blanks |= (uint64_t)(uint32_t)_mm_movemask_epi8(blanks) << shift;
    all.marks |= (uint64_t)(uint32_t)_mm_movemask_epi8(found) << shift;
  }
  return all;
#else
  return CTextBitsPlain(bytes, mark, other);
#endif
}

/// The bits of fewer than 64 bytes, as if NUL stood behind them.
static inline CTextBits CTextBitsOfEnd(const uint8_t *_Nonnull bytes, intptr_t count, uint8_t mark, uint8_t other) {
  uint8_t block[64] = {0};
  memcpy(block, bytes, (size_t)count & 63);
  return CTextBitsOf(block, mark, other);
}

/// How many of the first bytes are ASCII that shows, blanks, tabs and line breaks, and not another one, in steps of sixteen: a step that has another byte ends it, and so does one
/// that is cut off. Byte by byte.
static inline intptr_t CTextPlainByBytes(const uint8_t *_Nonnull bytes, intptr_t count, uint8_t mark) {
  intptr_t index = 0;
  for (; index + 16 <= count; index += 16) {
    for (int place = 0; place < 16; place++) {
      const uint8_t byte = bytes[index + place];
      if (byte == mark || byte >= 0x7f || (byte < 0x20 && (uint8_t)(byte - 9) > 4)) return index;
    }
  }
  return index;
}

/// The same.
static inline intptr_t CTextPlain(const uint8_t *_Nonnull bytes, intptr_t count, uint8_t mark) {
#if defined(__SSE2__)
  intptr_t index = 0;
  const __m128i marks = _mm_set1_epi8((char)mark);
  for (; index + 16 <= count; index += 16) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(bytes + index));
    const __m128i space = _mm_sub_epi8(v, _mm_set1_epi8(9));
    // As signed numbers, bytes that are not ASCII are below 0x20, too.
    const __m128i low = _mm_andnot_si128(_mm_cmpeq_epi8(_mm_min_epu8(space, _mm_set1_epi8(4)), space), _mm_cmplt_epi8(v, _mm_set1_epi8(0x20)));
    const __m128i other = _mm_or_si128(_mm_cmpeq_epi8(v, marks), _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7f)));
    if (_mm_movemask_epi8(_mm_or_si128(low, other)) != 0) break;
  }
  return index;
#else
  return CTextPlainByBytes(bytes, count, mark);
#endif
}

/// Fifteen bits of three bytes: the lowest five of each.
static inline uint32_t CTextIndex(uint32_t bytes) { return (bytes & 0x1f) | (bytes >> 3 & 0x3e0) | (bytes >> 6 & 0x7c00); }

/// Those of a block's starts for which neither of two tables of 2^15 bits has one: the first table by the three bytes that end two in front of the start, the second one by the three
/// from the start on. Where one of the first three is not ASCII, neither is asked. Four bytes in front of each start and four from it on are read.
static inline uint64_t CTextIdle(const uint8_t *_Nonnull block, uint64_t starts, const uint64_t *_Nonnull tables) {
  uint64_t idle = 0;
  while (starts != 0) {
    const int place = __builtin_ctzll(starts);
    uint32_t before, after;
    memcpy(&before, block + place - 4, 4);
    memcpy(&after, block + place, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    before = __builtin_bswap32(before);
    after = __builtin_bswap32(after);
#endif
    const uint32_t front = CTextIndex(before), rear = CTextIndex(after);
    const uint64_t fits = tables[front >> 6] >> (front & 63) | tables[512 + (rear >> 6)] >> (rear & 63);
    idle |= (uint64_t)((fits & 1) == 0 && (before & 0x808080) == 0) << place;
    starts &= starts - 1;
  }
  return idle;
}

/// Those of some rows that nine bytes allow, each byte at its place. A table has two groups of rows for each byte of each place. One place after the other.
static inline CTextRows CTextFittingByPlaces(CTextRows rows, const uint8_t *_Nonnull bytes, const uint64_t *_Nonnull table) {
  for (int place = 0; place < 9; place++) {
    const uint64_t *allowed = table + ((place << 8 | bytes[place]) << 1);
    rows.first &= allowed[0];
    rows.second &= allowed[1];
  }
  return rows;
}

/// The same.
static inline CTextRows CTextFitting(CTextRows rows, const uint8_t *_Nonnull bytes, const uint64_t *_Nonnull table) {
#if defined(__SSE2__)
  __m128i kept = _mm_set_epi64x((long long)rows.second, (long long)rows.first);
  for (int place = 0; place < 9; place++)
    kept = _mm_and_si128(kept, _mm_loadu_si128((const __m128i *)(table + ((place << 8 | bytes[place]) << 1))));
  rows.first = (uint64_t)_mm_cvtsi128_si64(kept);
  rows.second = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(kept, kept));
  return rows;
#else
  return CTextFittingByPlaces(rows, bytes, table);
#endif
}

#endif
