package io.anlan.deadline.web;
