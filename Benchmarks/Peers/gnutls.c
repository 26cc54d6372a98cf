// SPDX-License-Identifier: Apache-2.0
// GnuTLS: imports, verifies and hashes (SHA-256) all requests of a file repeatedly; prints CPU microseconds per request.
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double cpu(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

int main(int count, char **arguments) {
  gnutls_datum_t all;
  if (count < 3 || gnutls_load_file(arguments[1], &all) < 0) return 1;
  int repeats = atoi(arguments[2]), requests = 0;
  double start = cpu();
  for (int round = 0; round < repeats; round++) {
    for (char *next = (char *)all.data; next && (next = strstr(next, "-----BEGIN"));) {
      char *end = strstr(next, "-----END");
      end = end ? strchr(end, '\n') : NULL;
      gnutls_datum_t pem = {(unsigned char *)next, end ? (unsigned)(end + 1 - next) : (unsigned)strlen(next)};
      gnutls_x509_crq_t request;
      gnutls_datum_t der;
      unsigned char digest[32];
      gnutls_x509_crq_init(&request);
      if (gnutls_x509_crq_import(request, &pem, GNUTLS_X509_FMT_PEM) < 0) return 1;
      if (gnutls_x509_crq_verify(request, 0) < 0) return 1;
      if (gnutls_x509_crq_export2(request, GNUTLS_X509_FMT_DER, &der) < 0) return 1;
      gnutls_hash_fast(GNUTLS_DIG_SHA256, der.data, der.size, digest);
      gnutls_free(der.data);
      gnutls_x509_crq_deinit(request);
      requests++;
      next = end;
    }
  }
  printf("%f\n", (cpu() - start) / requests);
  return 0;
}
