// SPDX-License-Identifier: Apache-2.0
// libcurl. Its options and results use functions with variable arguments, which Swift cannot call: one shim for
// each type that we pass.
#include <curl/curl.h>

typedef size_t (*CCurl_receiver)(char *, size_t, size_t, void *);

static inline CURLcode CCurl_setLong(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode CCurl_setText(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode CCurl_setList(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode CCurl_setReceiver(CURL *handle, CURLoption option, CCurl_receiver value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode CCurl_setContext(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode CCurl_getLong(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode CCurl_getText(CURL *handle, CURLINFO info, char **value) {
  return curl_easy_getinfo(handle, info, value);
}
