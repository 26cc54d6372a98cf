/* SPDX-License-Identifier: Apache-2.0 */
/* Tests libcsrkit.so as C programs use it: abi REQUEST [ROUNDS]. Threads inspect the request and damaged copies of it, and
 * every result must be the same as on one thread. Ends with "N passed, N failed". */
#include <csrkit.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 8, INPUTS = 4 };
static const char *const day = "2026-11-29";
static int passed, failed;

static void expect(bool holds, const char *sentence) {
  if (holds) {
    passed++;
  } else {
    failed++;
    fprintf(stderr, "failed: %s\n", sentence);
  }
}

/* Whether a call returned the status, and a result that contains the text; frees the result. */
static void expect_result(int status, int wanted, char *result, const char *text, const char *sentence) {
  expect(status == wanted && result && strstr(result, text), sentence);
  if (failed) fprintf(stderr, "  status %d: %.200s\n", status, result ? result : "NULL");
  csrkit_free(result);
}

struct input {
  char *bytes;
  size_t length;
  char *expected;
};

struct work {
  csrkit_inspector *inspector;
  struct input *inputs;
  int rounds;
  int differences;
};

static void *inspect(void *argument) {
  struct work *work = argument;
  for (int round = 0; round < work->rounds; round++) {
    const struct input *input = &work->inputs[round % INPUTS];
    char *result;
    int status = csrkit_inspect(work->inspector, input->bytes, input->length, day, &result);
    if (status != CSRKIT_OK || strcmp(result, input->expected) != 0) work->differences++;
    csrkit_free(result);
  }
  return NULL;
}

/* The bytes in use, of AddressSanitizer. A leak check at the end would report tables that the library creates once and
 * refers to by pointers with tags. */
size_t __sanitizer_get_current_allocated_bytes(void);

static void test_threads(csrkit_inspector *inspector, const struct input *request, int rounds) {
  struct input inputs[INPUTS];
  for (int i = 0; i < INPUTS; i++) {
    inputs[i] = *request;
    inputs[i].bytes = malloc(request->length);
    memcpy(inputs[i].bytes, request->bytes, request->length);
    /* The first is the request; the others have a changed or missing character. */
    if (i > 0) inputs[i].bytes[request->length * i / INPUTS] ^= 1;
    if (i == INPUTS - 1) inputs[i].length /= 2;
    csrkit_inspect(inspector, inputs[i].bytes, inputs[i].length, day, &inputs[i].expected);
  }
  struct work work[THREADS];
  pthread_t threads[THREADS];
  size_t before = 0;
  /* The first pass fills caches; the second must not need more memory. */
  for (int pass = 0; pass < 2; pass++) {
    for (int i = 0; i < THREADS; i++) {
      work[i] = (struct work){inspector, inputs, pass == 0 ? rounds / 10 + 1 : rounds, 0};
      pthread_create(&threads[i], NULL, inspect, &work[i]);
    }
    int differences = 0;
    for (int i = 0; i < THREADS; i++) {
      pthread_join(threads[i], NULL);
      differences += work[i].differences;
    }
    expect(differences == 0, "threads that share an inspector get the results of one thread");
    if (pass == 0) before = __sanitizer_get_current_allocated_bytes();
  }
  long grown = (long)(__sanitizer_get_current_allocated_bytes() - before);
  printf("%d threads × %d requests: %ld bytes more memory\n", THREADS, rounds, grown);
  expect(grown < THREADS * 1024, "memory does not grow with the number of requests");
  for (int i = 0; i < INPUTS; i++) {
    free(inputs[i].bytes);
    csrkit_free(inputs[i].expected);
  }
}

static void test_results(csrkit_inspector *inspector, const struct input *request) {
  char *result;
  int status = csrkit_inspect(inspector, request->bytes, request->length, day, &result);
  expect_result(status, CSRKIT_OK, result, "\"commonName\":\"shop.example.com\"", "a request is inspected");
  status = csrkit_inspect(inspector, request->bytes, request->length, NULL, &result);
  expect_result(status, CSRKIT_OK, result, "\"findings\":", "the day is optional");
  status = csrkit_inspect(inspector, NULL, 0, day, &result);
  expect_result(status, CSRKIT_OK, result, "\"kind\":\"empty\"", "an empty input is reported in the document");
  status = csrkit_inspect(inspector, "\0\xFF{", 3, day, &result);
  expect_result(status, CSRKIT_OK, result, "\"error\":", "any bytes are reported in the document");

  char order[8192];
  snprintf(order, sizeof order, "{\"product\":\"488\",\"csr\":\"not a request\"}");
  status = csrkit_check(inspector, order, strlen(order), false, day, &result);
  expect_result(status, CSRKIT_OK, result, "\"verdict\":\"refused\"", "an order without a request is refused");
  status = csrkit_check(inspector, "product=488&days=365", 20, true, day, &result);
  expect_result(status, CSRKIT_OK, result, "\"errorCode\":-3", "a complete form that lacks parameters is refused");

  status = csrkit_dcv(inspector, request->bytes, request->length, "cname", "abc123", day, &result);
  expect_result(status, CSRKIT_OK, result, ".abc123.sectigo.com.", "the plan has records with the unique value");
  status = csrkit_token(inspector, request->bytes, request->length, NULL, &result);
  expect_result(
    status, CSRKIT_OK, result, "\"path\":\".well-known/pki-validation/54AA2E23A93471690FE41BE454B0E988.txt\"",
    "the token is that of the request's DER");
}

static void test_errors(csrkit_inspector *inspector, const struct input *request) {
  char *result;
  int status = csrkit_inspect(NULL, "x", 1, day, &result);
  expect_result(status, CSRKIT_INVALID_ARGUMENT, result, "inspector must not be NULL", "NULL is not an inspector");
  status = csrkit_inspect(inspector, NULL, 1, day, &result);
  expect_result(status, CSRKIT_INVALID_ARGUMENT, result, "input must not be NULL", "NULL is not an input");
  status = csrkit_inspect(inspector, "x", (size_t)-1, day, &result);
  expect_result(status, CSRKIT_INVALID_ARGUMENT, result, "address space", "an impossible length is refused");
  status = csrkit_inspect(inspector, "x", 1, "2026-02-30", &result);
  expect_result(status, CSRKIT_INVALID_ARGUMENT, result, "YYYY-MM-DD", "a day that does not exist is refused");
  status = csrkit_inspect(inspector, "x", 1, "\xFF", &result);
  expect_result(status, CSRKIT_INVALID_ARGUMENT, result, "not UTF-8", "text that is not UTF-8 is refused");
  status = csrkit_check(inspector, "{", 1, false, day, &result);
  expect_result(status, CSRKIT_INVALID_ARGUMENT, result, "\"kind\":\"order\"", "a malformed order is refused");
  status = csrkit_dcv(inspector, request->bytes, request->length, "pigeon", NULL, day, &result);
  expect_result(status, CSRKIT_INVALID_ARGUMENT, result, "http", "an unknown method is refused with the known ones");
  status = csrkit_token(inspector, request->bytes, request->length, "a-b", &result);
  expect_result(status, CSRKIT_INVALID_ARGUMENT, result, "unique_value", "an invalid unique value is refused");
  status = csrkit_token(inspector, "hello", 5, NULL, &result);
  expect_result(status, CSRKIT_NO_REQUEST, result, "\"error\":", "there is no token without a request");
  expect(csrkit_inspect(inspector, "x", 1, day, NULL) == CSRKIT_INVALID_ARGUMENT, "the result must not be NULL");

  const char *lists[] = {"/nonexistent/list"};
  csrkit_inspector *other = inspector;
  status = csrkit_open(lists, 1, &other, &result);
  expect(other == NULL, "an inspector that cannot be opened is NULL");
  expect_result(status, CSRKIT_INVALID_LIST, result, "/nonexistent/list", "a list that cannot be read is named");
  status = csrkit_open(NULL, 0, NULL, &result);
  expect_result(status, CSRKIT_INVALID_ARGUMENT, result, "inspector", "there must be a place for the inspector");
  for (int code = CSRKIT_OK; code <= CSRKIT_INVALID_LIST; code++)
    expect(strcmp(csrkit_error(code), csrkit_error(-1)) != 0, "each status has a text");
  csrkit_free(NULL);
  csrkit_close(NULL);
}

int main(int count, char **arguments) {
  if (count < 2) {
    fprintf(stderr, "usage: abi REQUEST [ROUNDS]\n");
    return 64;
  }
  FILE *file = fopen(arguments[1], "rb");
  if (!file) {
    perror(arguments[1]);
    return 66;
  }
  struct input request = {malloc(1 << 16), 0, NULL};
  request.length = fread(request.bytes, 1, 1 << 16, file);
  fclose(file);

  csrkit_inspector *inspector;
  char *result;
  expect(csrkit_open(NULL, 0, &inspector, &result) == CSRKIT_OK && inspector && !result, "an inspector is opened");
  expect(strchr(csrkit_version(), '.') != NULL, "the library has a version");
  test_results(inspector, &request);
  test_errors(inspector, &request);
  test_threads(inspector, &request, count > 2 ? atoi(arguments[2]) : 1000);
  csrkit_close(inspector);
  free(request.bytes);
  printf("%d passed, %d failed\n", passed, failed);
  return failed ? 1 : 0;
}
