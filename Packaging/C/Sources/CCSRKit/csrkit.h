/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CSRKIT_H
#define CSRKIT_H

#include <stdbool.h>
#include <stddef.h>

/* Inspects certificate signing requests (CSRs) and checks orders before they are sent.
 *
 *   csrkit_inspector *inspector;
 *   char *result;
 *   if (csrkit_open(NULL, 0, &inspector, &result) != CSRKIT_OK) { ... }
 *   csrkit_inspect(inspector, bytes, length, NULL, &result);
 *   puts(result);
 *   csrkit_free(result);
 *   csrkit_close(inspector);
 *
 * Results are JSON in UTF-8, terminated by a null character: the documents of the command with --format json
 * (docs/schema). All threads can use one inspector at the same time. No function opens a connection, prints, or ends
 * the process because of its input; only key lists are read from files.
 *
 * A function with `result` sets it in every case, and the caller frees it with csrkit_free. Unless the function returns
 * CSRKIT_OK, the result is {"schema":1,"error":{"kind":"...","message":"..."}}. `result` itself must not be NULL. */

#ifdef __cplusplus
extern "C" {
#endif

/* A configured inspector. */
typedef struct csrkit_inspector csrkit_inspector;

/* The status of a call. */
enum {
  /* The result is the document of the function. A document can report that the input has no request. */
  CSRKIT_OK = 0,
  /* An argument is NULL, not UTF-8, or not a valid date, method, unique value or order form. */
  CSRKIT_INVALID_ARGUMENT = 1,
  /* The function needs a request, and the input has none that can be read. */
  CSRKIT_NO_REQUEST = 2,
  /* A list of known keys cannot be read. */
  CSRKIT_INVALID_LIST = 3
};

/* The version, such as "1.0.0". The caller does not free it. */
const char *csrkit_version(void);

/* What a status means, as a phrase in English. The caller does not free it. */
const char *csrkit_error(int status);

/* Creates an inspector with the embedded lists of known keys and `count` more in files, in the formats of
 * `csrkit keys import`; `key_lists` can be NULL if `count` is 0. The result is NULL on success. */
int csrkit_open(const char *const *key_lists, size_t count, csrkit_inspector **inspector, char **result);

/* Releases an inspector that no thread uses; NULL is ignored. */
void csrkit_close(csrkit_inspector *inspector);

/* Inspects all requests in `input`, in any encoding or wrapping. The result is the array of
 * `csrkit inspect --format json`. `as_of` (YYYY-MM-DD) is the day as of which rules are applied, or NULL for today. */
int csrkit_inspect(
  const csrkit_inspector *inspector, const void *input, size_t length, const char *as_of, char **result);

/* Checks an order form: a JSON object with the parameters, or another format of `csrkit check --order`. The request is
 * the parameter csr. If `complete`, a missing parameter is an error; otherwise it is listed in "needed". The result is
 * the object of `csrkit check --format json`. */
int csrkit_check(
  const csrkit_inspector *inspector, const void *order, size_t length, bool complete, const char *as_of, char **result);

/* Plans the proof of control of each name of the requests in `input`. `method` is http, https, cname, email or txt, or
 * NULL for the simplest of each name; `unique_value` is the uniqueValue of the order, or NULL. The result is an array
 * of the objects of `csrkit dcv --format json`, or of errors. */
int csrkit_dcv(
  const csrkit_inspector *inspector, const void *input, size_t length, const char *method, const char *unique_value,
  const char *as_of, char **result);

/* The token of the first request in `input`:
 * {"schema":1,"md5":"...","sha256":"...","uniqueValue":null,
 *  "http":{"path":".well-known/pki-validation/<MD5>.txt","body":"..."},"cname":{"label":"_<md5>","target":"..."}} */
int csrkit_token(
  const csrkit_inspector *inspector, const void *input, size_t length, const char *unique_value, char **result);

/* Frees a result; NULL is ignored. */
void csrkit_free(char *result);

#ifdef __cplusplus
}
#endif

#endif
