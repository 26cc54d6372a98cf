// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#define OPENSSL_SUPPRESS_DEPRECATED
#include "CPeers.h"

#include <fcntl.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

char *peers_make_request(enum peers_kind kind, int number) {
  EVP_PKEY *key = kind == PEERS_RSA2048   ? EVP_RSA_gen(2048)
                  : kind == PEERS_RSA4096 ? EVP_RSA_gen(4096)
                  : kind == PEERS_P256    ? EVP_EC_gen("P-256")
                                          : EVP_EC_gen("P-384");
  X509_REQ *request = X509_REQ_new();
  X509_NAME *subject = X509_REQ_get_subject_name(request);
  char name[64], names[256];
  snprintf(name, sizeof name, "www%d.csrkit.example.com", number);
  snprintf(names, sizeof names, "DNS:%s,DNS:api%d.csrkit.example.com", name, number);
  X509_NAME_add_entry_by_txt(subject, "C", MBSTRING_ASC, (const unsigned char *)"NO", -1, -1, 0);
  X509_NAME_add_entry_by_txt(subject, "ST", MBSTRING_ASC, (const unsigned char *)"Vestland", -1, -1, 0);
  X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_ASC, (const unsigned char *)"Fjord Hosting AS", -1, -1, 0);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0);
  STACK_OF(X509_EXTENSION) *extensions = sk_X509_EXTENSION_new_null();
  sk_X509_EXTENSION_push(extensions, X509V3_EXT_conf_nid(NULL, NULL, NID_subject_alt_name, names));
  X509_REQ_add_extensions(request, extensions);
  sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
  X509_REQ_set_pubkey(request, key);
  X509_REQ_sign(request, key, kind == PEERS_P384 ? EVP_sha384() : EVP_sha256());
  BIO *out = BIO_new(BIO_s_mem());
  PEM_write_bio_X509_REQ(out, request);
  char *data;
  long length = BIO_get_mem_data(out, &data);
  char *pem = strndup(data, (size_t)length);
  BIO_free(out);
  X509_REQ_free(request);
  EVP_PKEY_free(key);
  return pem;
}

struct peers_case {
  RSA *rsa;
  EC_KEY *ec;
  unsigned char hash[64], signature[1024];
  unsigned hash_length, signature_length;
  int nid;
};

peers_case *peers_prepare(const char *pem) {
  BIO *in = BIO_new_mem_buf(pem, -1);
  X509_REQ *request = PEM_read_bio_X509_REQ(in, NULL, NULL, NULL);
  BIO_free(in);
  if (request == NULL) return NULL;
  peers_case *prepared = calloc(1, sizeof *prepared);
  EVP_PKEY *key = X509_REQ_get0_pubkey(request);
  prepared->rsa = EVP_PKEY_get1_RSA(key);
  if (prepared->rsa == NULL) prepared->ec = EVP_PKEY_get1_EC_KEY(key);
  const ASN1_BIT_STRING *signature;
  const X509_ALGOR *algorithm;
  X509_REQ_get0_signature(request, &signature, &algorithm);
  prepared->signature_length = (unsigned)signature->length;
  memcpy(prepared->signature, signature->data, prepared->signature_length);
  int key_nid;
  OBJ_find_sigid_algs(OBJ_obj2nid(algorithm->algorithm), &prepared->nid, &key_nid);
  unsigned char *info = NULL;
  int length = i2d_re_X509_REQ_tbs(request, &info);
  EVP_Digest(info, (size_t)length, prepared->hash, &prepared->hash_length, EVP_get_digestbynid(prepared->nid), NULL);
  OPENSSL_free(info);
  X509_REQ_free(request);
  return prepared;
}

int peers_primitive(peers_case *prepared) {
  return prepared->rsa != NULL
             ? RSA_verify(prepared->nid, prepared->hash, prepared->hash_length, prepared->signature,
                          prepared->signature_length, prepared->rsa)
             : ECDSA_verify(0, prepared->hash, (int)prepared->hash_length, prepared->signature,
                            (int)prepared->signature_length, prepared->ec);
}

int peers_plain(const char *pem, size_t length) {
  BIO *in = BIO_new_mem_buf(pem, (int)length);
  X509_REQ *request = PEM_read_bio_X509_REQ(in, NULL, NULL, NULL);
  BIO_free(in);
  if (request == NULL) return 0;
  int valid = X509_REQ_verify(request, X509_REQ_get0_pubkey(request));
  unsigned char digest[32];
  unsigned digest_length = sizeof digest;
  valid = X509_REQ_digest(request, EVP_sha256(), digest, &digest_length) == 1 && valid == 1;
  X509_REQ_free(request);
  return valid;
}

long long peers_cpu_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

long long peers_spawn(char *const *arguments) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t child;
  int failed = posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed) return -1;
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status)) return -1;
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000LL +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000LL;
}
